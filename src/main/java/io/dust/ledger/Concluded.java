package io.dust.ledger;

import java.util.Optional;

/**
 * What became of a {@link Considered} request that was not refused.
 *
 * @param posted the transaction that it led to, if it led to one
 * @param outcome what else became of it, by the feature's own name of it; the same for a repetition
 * @param detail a sentence about it
 * @param replayed whether the same request had been answered before
 */
public record Concluded(Optional<Posted> posted, String outcome, String detail, boolean replayed) {
}
