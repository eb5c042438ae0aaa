package io.dust.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.dust.database.DatabaseSettings;
import io.dust.database.DatabaseUnavailable;
import io.dust.database.Overloaded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;

/**
 * The requests of one group, or of a part of it, which are answered in batches, one after the other.
 * A batch is all that was submitted while the previous one was under way: a lone request is a batch
 * at once, and no request waits for others.
 */
final class BatchQueue<Q, A> {

    private final Lanes lanes;
    private final Context context;
    private final int batchSize;
    private final int most;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Queue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    /**
     * The requests that are queued or under way. A request is added to the queue before it is
     * counted, so the batch that takes it may end first; the count is then negative until the
     * request is counted. Raising the count from 0 starts a batch.
     */
    private final AtomicInteger submitted = new AtomicInteger();

    /**
     * @param lanes where batches wait for their turn
     * @param context where the work is done
     * @param nanoTime {@link System#nanoTime}
     */
    BatchQueue(Lanes lanes, Context context, DatabaseSettings settings, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.context = context;
        this.batchSize = settings.batchSize();
        // A group whose database is slow leaves room for the others.
        this.most = settings.groups() == 1 ? settings.queueSize() : Math.max(1, settings.queueSize() / 2);
        this.timeout = settings.queueTimeout();
        this.nanoTime = nanoTime;
    }

    /** See {@link Batcher#submit}. */
    Uni<A> submit(Q request, Function<List<Q>, Uni<List<A>>> work) {
        return Uni.createFrom().emitter(emitter -> add(new Waiting<>(request, emitter, nanoTime.getAsLong()), work));
    }

    private void add(Waiting<Q, A> request, Function<List<Q>, Uni<List<A>>> work) {
        if (lanes.isFull() || submitted.get() >= most) {
            request.emitter.fail(new Overloaded());
            return;
        }
        lanes.count(1);
        waiting.add(request);
        if (submitted.getAndIncrement() == 0) {
            startBatch(work);
        }
    }

    private void startBatch(Function<List<Q>, Uni<List<A>>> work) {
        lanes.start(() -> context.runOnContext(turn -> doBatch(work)));
    }

    private void doBatch(Function<List<Q>, Uni<List<A>>> work) {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        int taken = 0;
        for (Waiting<Q, A> next = waiting.poll(); next != null; next = batch.size() < batchSize ? waiting.poll() : null) {
            taken++;
            if (isInTime(next)) {
                batch.add(next);
            } else {
                next.emitter.fail(new Overloaded());
            }
        }
        int all = taken;
        answer(batch, work).onFailure().recoverWithNull().subscribe().with(done -> end(all, work));
    }

    private void end(int done, Function<List<Q>, Uni<List<A>>> work) {
        lanes.count(-done);
        if (submitted.addAndGet(-done) > 0) {
            startBatch(work);
        }
        lanes.release();
    }

    /** Ends when every request has an answer, and never fails. */
    private Uni<Void> answer(List<Waiting<Q, A>> batch, Function<List<Q>, Uni<List<A>>> work) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Q> requests = batch.stream().map(Waiting::request).toList();
        return Uni.createFrom().deferred(() -> work.apply(requests))
                .onItem().invoke(answers -> complete(batch, answers))
                .replaceWithVoid()
                .onFailure().recoverWithUni(failure -> answerOneByOne(batch, failure, work));
    }

    private void complete(List<Waiting<Q, A>> batch, List<A> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter.complete(answers.get(i));
        }
    }

    /** One bad request, or one that collided with another instance, must not fail the others. */
    private Uni<Void> answerOneByOne(List<Waiting<Q, A>> batch, Throwable failure,
            Function<List<Q>, Uni<List<A>>> work) {
        if (batch.size() == 1) {
            batch.get(0).emitter.fail(failure);
            return Uni.createFrom().voidItem();
        }
        Throwable tooLate = failure instanceof DatabaseUnavailable ? failure : new Overloaded();
        return Multi.createFrom().iterable(batch)
                .onItem().transformToUniAndConcatenate(waiting -> isInTime(waiting) ? answer(List.of(waiting), work)
                        : answerOneByOne(List.of(waiting), tooLate, work))
                .collect().last();
    }

    private boolean isInTime(Waiting<Q, A> waiting) {
        return nanoTime.getAsLong() - waiting.since < timeout.toNanos();
    }

    private record Waiting<Q, A>(Q request, UniEmitter<? super A> emitter, long since) {
    }
}
