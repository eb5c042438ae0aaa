package io.dust.batch;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.dust.database.DatabaseSettings;
import io.dust.platform.EventLoops;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Partitions that work in batches. A customer is always in the same partition, so that their
 * requests keep their order. A group is in as few partitions as possible, so that its batches are
 * large.
 */
final class Batcher<Q, A> {

    private final List<BatchQueue<Q, A>> partitions;
    private final int partitionsOfOneGroup;
    /** By the number of a group. */
    private final int[] firstPartitions;

    Batcher(int count, DatabaseSettings settings, Vertx vertx) {
        this.partitions = Stream
                .<BatchQueue<Q, A>> generate(() -> new BatchQueue<>(EventLoops.next(vertx), settings, System::nanoTime))
                .limit(count).toList();
        List<Integer> served = settings.servedNumbers();
        this.partitionsOfOneGroup = Math.max(1, count / served.size());
        // The groups that this instance does not serve have few requests here, so that any partition will do.
        this.firstPartitions = IntStream.range(0, settings.groups()).toArray();
        for (int i = 0; i < served.size(); i++) {
            firstPartitions[served.get(i)] = i * partitionsOfOneGroup;
        }
    }

    /**
     * Submits a request.
     *
     * @param group the number of the customer's group
     * @param work answers a batch, which is of one group, in its order, or fails as a whole; the
     *        same for all requests
     * @return the answer; or {@link io.dust.database.Overloaded}, or the failure of the work for
     *         this request alone
     */
    Uni<A> submit(int group, String customerId, Q request, Function<List<Q>, Uni<List<A>>> work) {
        int hash = customerId.hashCode();
        int partition = firstPartitions[group] + Math.floorMod(hash ^ (hash >>> 16), partitionsOfOneGroup);
        return partitions.get(partition % partitions.size()).submit(group, request, work);
    }
}
