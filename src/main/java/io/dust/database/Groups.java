package io.dust.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * The groups of customers. The id of a customer decides the group, so that every instance and every
 * gateway finds it without asking: {@code docs/scaling.md}.
 */
@Singleton
public class Groups {

    private final List<Group> all;
    private final List<Group> served;

    Groups(DatabaseSettings settings, Pool pool) {
        Set<Integer> numbers = Set.copyOf(settings.servedNumbers());
        this.all = IntStream.range(0, settings.groups())
                .mapToObj(number -> new Group(number, numbers.contains(number), settings, pool)).toList();
        this.served = all.stream().filter(Group::isServed).toList();
    }

    /** The groups that this instance serves, in the order of their numbers; at least one. */
    public List<Group> served() {
        return served;
    }

    /**
     * The group of a customer.
     *
     * @throws Misdirected when this instance does not serve the group
     */
    public Group of(String customerId) {
        Group group = anyOf(customerId);
        if (!group.isServed()) {
            throw new Misdirected(group.number());
        }
        return group;
    }

    /**
     * Requires that this instance serves a customer's group.
     *
     * @throws Misdirected when it does not
     */
    public void requireServed(String customerId) {
        of(customerId);
    }

    /** The group of a customer, whether this instance serves it or not. */
    public Group anyOf(String customerId) {
        return all.size() == 1 ? all.get(0) : all.get(numberOf(customerId, all.size()));
    }

    /**
     * The number of a customer's group: the first four bytes of the SHA-256 of the id in UTF-8, as an
     * unsigned integer in network byte order, modulo the number of groups.
     */
    public static int numberOf(String customerId, int groups) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(customerId.getBytes(StandardCharsets.UTF_8));
            return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), groups);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Reads a page of a list of all customers of the served groups. Each group is read in a snapshot
     * of its own, one after the other: their reads share the session of the request.
     *
     * @param page reads the page of one group, in the order of the list
     */
    public <T> Uni<List<T>> page(Function<? super Group, Uni<? extends List<T>>> page, Comparator<T> order, int limit) {
        if (served.size() == 1) {
            return page.apply(served.get(0)).map(Function.identity());
        }
        return Multi.createFrom().iterable(served).onItem().transformToUniAndConcatenate(page)
                .collect().asList()
                .map(pages -> pages.stream().flatMap(List::stream).sorted(order).limit(limit).toList());
    }
}
