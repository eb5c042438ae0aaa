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
 * A queue that works in batches, one after the other. A batch is all that was submitted while the previous one was under way: a
 * lone request is a batch at once, and no request waits for others.
 */
final class BatchQueue<Q, A> {

    private final Context context;
    private final int batchSize;
    private final int queueSize;
    private final Duration timeout;
    private final Function<List<Q>, Uni<List<A>>> work;
    private final LongSupplier nanoTime;
    private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    /**
     * The requests that are queued or under way. A request is added to the queue before it is counted, so the batch that takes
     * it may end first; the count is then negative until the request is counted. Raising the count from 0 starts a batch.
     */
    private final AtomicInteger submitted = new AtomicInteger();

    /**
     * @param context where the work is done
     * @param work answers a batch, in its order, or fails as a whole
     * @param nanoTime {@link System#nanoTime}
     */
    BatchQueue(Context context, DatabaseSettings settings, Function<List<Q>, Uni<List<A>>> work, LongSupplier nanoTime) {
        this.context = context;
        this.batchSize = settings.batchSize();
        this.queueSize = settings.queueSize();
        this.timeout = settings.queueTimeout();
        this.work = work;
        this.nanoTime = nanoTime;
    }

    /** See {@link Batcher#submit}. */
    Uni<A> submit(Q request) {
        return Uni.createFrom().emitter(emitter -> add(new Waiting<>(request, emitter, nanoTime.getAsLong())));
    }

    private void add(Waiting<Q, A> waiting) {
        if (submitted.get() >= queueSize) {
            waiting.emitter.fail(new Overloaded());
            return;
        }
        queue.add(waiting);
        if (submitted.getAndIncrement() == 0) {
            context.runOnContext(start -> doNextBatch());
        }
    }

    private void doNextBatch() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        int taken = 0;
        for (Waiting<Q, A> next = queue.poll(); next != null; next = batch.size() < batchSize ? queue.poll() : null) {
            taken++;
            if (isInTime(next)) {
                batch.add(next);
            } else {
                next.emitter.fail(new Overloaded());
            }
        }
        int all = taken;
        answer(batch).onFailure().recoverWithNull().subscribe().with(done -> end(all));
    }

    private void end(int done) {
        if (submitted.addAndGet(-done) > 0) {
            context.runOnContext(next -> doNextBatch());
        }
    }

    /** Ends when every request has an answer, and never fails. */
    private Uni<Void> answer(List<Waiting<Q, A>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Q> requests = batch.stream().map(Waiting::request).toList();
        return Uni.createFrom().deferred(() -> work.apply(requests))
                .onItem().invoke(answers -> complete(batch, answers))
                .replaceWithVoid()
                .onFailure().recoverWithUni(failure -> answerOneByOne(batch, failure));
    }

    private void complete(List<Waiting<Q, A>> batch, List<A> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter.complete(answers.get(i));
        }
    }

    /** One bad request, or one that collided with another instance, must not fail the others. */
    private Uni<Void> answerOneByOne(List<Waiting<Q, A>> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.get(0).emitter.fail(failure);
            return Uni.createFrom().voidItem();
        }
        Throwable tooLate = failure instanceof DatabaseUnavailable ? failure : new Overloaded();
        return Multi.createFrom().iterable(batch)
                .onItem().transformToUniAndConcatenate(waiting -> isInTime(waiting) ? answer(List.of(waiting))
                        : answerOneByOne(List.of(waiting), tooLate))
                .collect().last();
    }

    private boolean isInTime(Waiting<Q, A> waiting) {
        return nanoTime.getAsLong() - waiting.since < timeout.toNanos();
    }

    private record Waiting<Q, A>(Q request, UniEmitter<? super A> emitter, long since) {
    }
}
