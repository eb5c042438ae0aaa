package io.dust.adjust;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;

import io.dust.http.ReferenceBody;

/** What staff sends to take a transaction back. */
record ReverseBody(@Explanation String reason, @Valid @Nullable ReferenceBody reference) {
}
