package io.dust.batch;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.dust.database.DatabaseSettings;
import io.dust.platform.EventLoops;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Partitions that work in batches. A customer is always in the same partition, so that their
 * requests keep their order.
 */
final class Batcher<Q, A> {

    private final List<BatchQueue<Q, A>> partitions;

    Batcher(int count, DatabaseSettings settings, Vertx vertx) {
        this.partitions = Stream
                .<BatchQueue<Q, A>> generate(() -> new BatchQueue<>(EventLoops.next(vertx), settings, System::nanoTime))
                .limit(count).toList();
    }

    /**
     * Submits a request.
     *
     * @param work answers a batch, in its order, or fails as a whole; the same for all requests
     * @return the answer; or {@link io.dust.database.Overloaded}, or the failure of the work for
     *         this request alone
     */
    Uni<A> submit(String customerId, Q request, Function<List<Q>, Uni<List<A>>> work) {
        int hash = customerId.hashCode();
        return partitions.get(Math.floorMod(hash ^ (hash >>> 16), partitions.size())).submit(request, work);
    }
}
