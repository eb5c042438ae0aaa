package io.dust.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.dust.database.DatabaseSettings;
import io.dust.database.DatabaseUnavailable;
import io.dust.database.Overloaded;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;

/**
 * A queue that works in batches, one after the other. A batch is all of one group that was submitted
 * while the previous batches were under way: a lone request is a batch at once, and no request waits
 * for others. Groups that have something waiting take turns.
 */
final class BatchQueue<Q, A> {

    private final Context context;
    private final int batchSize;
    private final int queueSize;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final int mostOfOneGroup;
    /** By the numbers of the groups. */
    private final List<GroupQueue<Q, A>> groups;
    /** The last group that had its turn; used in the context only. */
    private int turn;
    /**
     * The requests that are queued or under way. A request is added to the queue before it is
     * counted, so the batch that takes it may end first; the count is then negative until the
     * request is counted. Raising the count from 0 starts a batch.
     */
    private final AtomicInteger submitted = new AtomicInteger();

    /**
     * @param context where the work is done
     * @param nanoTime {@link System#nanoTime}
     */
    BatchQueue(Context context, DatabaseSettings settings, LongSupplier nanoTime) {
        this.context = context;
        this.batchSize = settings.batchSize();
        this.queueSize = settings.queueSize();
        // A group whose database is slow leaves room for the others.
        this.mostOfOneGroup = settings.groups() == 1 ? queueSize : Math.max(1, queueSize / 2);
        this.groups = Stream.generate(GroupQueue<Q, A>::new).limit(settings.groups()).toList();
        this.timeout = settings.queueTimeout();
        this.nanoTime = nanoTime;
    }

    /** See {@link Batcher#submit}. */
    Uni<A> submit(int group, Q request, Function<List<Q>, Uni<List<A>>> work) {
        return Uni.createFrom().emitter(emitter -> add(group, new Waiting<>(request, emitter, nanoTime.getAsLong()), work));
    }

    private void add(int group, Waiting<Q, A> waiting, Function<List<Q>, Uni<List<A>>> work) {
        GroupQueue<Q, A> queue = groups.get(group);
        if (submitted.get() >= queueSize || queue.submitted.get() >= mostOfOneGroup) {
            waiting.emitter.fail(new Overloaded());
            return;
        }
        queue.submitted.incrementAndGet();
        queue.waiting.add(waiting);
        if (submitted.getAndIncrement() == 0) {
            context.runOnContext(start -> doNextBatch(work));
        }
    }

    private void doNextBatch(Function<List<Q>, Uni<List<A>>> work) {
        GroupQueue<Q, A> queue = next();
        List<Waiting<Q, A>> batch = new ArrayList<>();
        int taken = 0;
        for (Waiting<Q, A> next = queue.waiting.poll(); next != null; next = batch.size() < batchSize ? queue.waiting.poll()
                : null) {
            taken++;
            if (isInTime(next)) {
                batch.add(next);
            } else {
                next.emitter.fail(new Overloaded());
            }
        }
        int all = taken;
        answer(batch, work).onFailure().recoverWithNull().subscribe()
                .with(done -> end(queue, all, work));
    }

    /** The queue whose turn it is: the next one in which a request waits, if there is one. */
    private GroupQueue<Q, A> next() {
        for (int i = 1; i < groups.size(); i++) {
            GroupQueue<Q, A> queue = groups.get((turn + i) % groups.size());
            if (!queue.waiting.isEmpty()) {
                turn = (turn + i) % groups.size();
                return queue;
            }
        }
        return groups.get(turn);
    }

    private void end(GroupQueue<Q, A> queue, int done, Function<List<Q>, Uni<List<A>>> work) {
        queue.submitted.addAndGet(-done);
        if (submitted.addAndGet(-done) > 0) {
            context.runOnContext(next -> doNextBatch(work));
        }
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

    /** The requests of one group. */
    private static final class GroupQueue<Q, A> {

        private final Queue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger submitted = new AtomicInteger();
    }

    private record Waiting<Q, A>(Q request, UniEmitter<? super A> emitter, long since) {
    }
}
