package io.dust.order.state;

import java.time.Instant;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * A value that the shop has told, and the instant for which it was true. Of two values the one of
 * the later instant counts, whichever was told first.
 */
public record Told<T>(T value, Instant at) {

    /**
     * The value that counts.
     *
     * @param wins decides between a told value and a known one of the same instant
     */
    static <T> Told<T> later(@Nullable Told<T> known, Told<T> told, BiPredicate<T, T> wins) {
        if (known == null || told.at.isAfter(known.at)) {
            return told;
        }
        return told.at.equals(known.at) && wins.test(told.value, known.value) ? told : known;
    }

    /** Joins two values that may both be unknown. */
    static <T> @Nullable Told<T> join(@Nullable Told<T> one, @Nullable Told<T> other, BiPredicate<T, T> wins) {
        return other == null ? one : later(one, other, wins);
    }
}
