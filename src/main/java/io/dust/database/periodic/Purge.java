package io.dust.database.periodic;

import java.util.function.BiFunction;

import io.dust.database.Group;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Deletes rows that have been kept for long enough. Each batch is a transaction of its own, so that
 * no lock lasts; several instances may purge at once.
 *
 * @param name for the log
 * @param batch deletes at most so many rows of a group, and returns how many there were
 */
public record Purge(String name, BiFunction<Group, Integer, Uni<Long>> batch) implements PeriodicWork {

    /** The most rows that one statement deletes. */
    public static final int BATCH_SIZE = 1000;

    @Override
    public Uni<Void> run(Group group) {
        return Multi.createBy().repeating().uni(() -> batch.apply(group, BATCH_SIZE)).whilst(deleted -> deleted == BATCH_SIZE)
                .collect().last().replaceWithVoid();
    }
}
