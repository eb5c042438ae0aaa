package io.dust.adjust;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.dust.http.ReferenceBody;
import io.dust.ledger.Balance;

/** What staff sends to add or deduct points. */
record ChangeBody(@NotNull @Min(1) @Max(Balance.LIMIT) Long points, @Explanation String reason,
        @Valid @Nullable ReferenceBody reference) {
}
