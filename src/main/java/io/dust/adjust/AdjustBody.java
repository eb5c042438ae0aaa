package io.dust.adjust;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.dust.http.ReferenceBody;
import io.dust.ledger.Balance;

/** What staff sends to correct points up or down. */
record AdjustBody(@NotNull @Min(-Balance.LIMIT) @Max(Balance.LIMIT) Long points, @Explanation String reason,
        @Valid @Nullable ReferenceBody reference) {
}
