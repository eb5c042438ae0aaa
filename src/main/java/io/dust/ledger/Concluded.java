package io.dust.ledger;

import java.util.Optional;

/**
 * What became of a {@link Considered} request that was not refused.
 *
 * @param posted the transaction that it led to, if it led to one
 * @param row the feature's row after it; after a repetition, as it is now
 * @param outcome what else became of it, by the feature's own name of it; the same for a repetition
 * @param detail a sentence about it
 * @param replayed whether the same request had been answered before
 */
public record Concluded<R>(Optional<Posted> posted, Optional<R> row, String outcome, String detail, boolean replayed) {
}
