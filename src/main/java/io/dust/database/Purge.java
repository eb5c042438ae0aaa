package io.dust.database;

import java.util.function.IntFunction;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Deletes rows that have been kept for long enough. Each batch is a transaction of its own, so that
 * no lock lasts; several instances may purge at once.
 *
 * @param name for the log
 * @param batch deletes at most so many rows, and returns how many there were
 */
public record Purge(String name, IntFunction<Uni<Long>> batch) implements PeriodicWork {

    /** The most rows that one statement deletes. */
    public static final int BATCH_SIZE = 1000;

    @Override
    public Uni<Void> run() {
        return Multi.createBy().repeating().uni(() -> batch.apply(BATCH_SIZE)).whilst(deleted -> deleted == BATCH_SIZE)
                .collect().last().replaceWithVoid();
    }
}
