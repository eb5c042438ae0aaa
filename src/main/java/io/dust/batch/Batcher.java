package io.dust.batch;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.dust.database.DatabaseSettings;
import io.dust.platform.EventLoops;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Queues that work in batches. A customer is always in the same queue, so that their requests keep
 * their order. A group has more than one queue only when there are more lanes than groups, so that
 * its batches are large.
 */
final class Batcher<Q, A> {

    private final List<BatchQueue<Q, A>> queues;
    private final int queuesOfOneGroup;

    /** @param count the most batches at once */
    Batcher(int count, DatabaseSettings settings, Vertx vertx) {
        Lanes lanes = new Lanes(count, count * settings.queueSize());
        List<Context> contexts = Stream.generate(() -> EventLoops.next(vertx)).limit(count).toList();
        this.queuesOfOneGroup = Math.max(1, count / settings.servedNumbers().size());
        this.queues = IntStream.range(0, settings.groups() * queuesOfOneGroup)
                .mapToObj(i -> new BatchQueue<Q, A>(lanes, contexts.get(i % count), settings, System::nanoTime)).toList();
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
        int part = Math.floorMod(hash ^ (hash >>> 16), queuesOfOneGroup);
        return queues.get(group * queuesOfOneGroup + part).submit(request, work);
    }
}
