package io.dust.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;

/**
 * Does what it is asked for in batches, one after the other. A batch is all that has come in while the one before was
 * under way: with nothing else going on it is one request, and nobody waits for company.
 */
final class Lane<Q, A> {

    /** More in one batch would make the last of them wait for the first. */
    static final int BATCH_LIMIT = 128;

    /** What may be waiting or under way; beyond it is refused at once. */
    static final int WAITING_LIMIT = 512;

    /** Who has waited that long is refused instead of being started: their client is about to give up. */
    static final Duration AGE_LIMIT = Duration.ofSeconds(3);

    private final Context context;
    private final Function<List<Q>, Uni<List<A>>> work;
    private final LongSupplier nanoTime;
    private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    /** In the queue or under way. Whoever raises it from 0 starts the lane. */
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * @param context where the work is done
     * @param work answers a batch, in its order, or fails as a whole
     * @param nanoTime {@link System#nanoTime}
     */
    Lane(Context context, Function<List<Q>, Uni<List<A>>> work, LongSupplier nanoTime) {
        this.context = context;
        this.work = work;
        this.nanoTime = nanoTime;
    }

    /** The answer; or {@link Overloaded}, or the failure of the work for this question alone. */
    Uni<A> ask(Q question) {
        return Uni.createFrom().emitter(emitter -> add(new Waiting<>(question, emitter, nanoTime.getAsLong())));
    }

    private void add(Waiting<Q, A> waiting) {
        if (asked.get() >= WAITING_LIMIT) {
            waiting.emitter.fail(new Overloaded());
            return;
        }
        queue.add(waiting);
        if (asked.getAndIncrement() == 0) {
            context.runOnContext(start -> doNextBatch());
        }
    }

    private void doNextBatch() {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        int taken = 0;
        for (Waiting<Q, A> next = queue.poll(); next != null; next = batch.size() < BATCH_LIMIT ? queue.poll() : null) {
            taken++;
            if (isFresh(next)) {
                batch.add(next);
            } else {
                next.emitter.fail(new Overloaded());
            }
        }
        int all = taken;
        answer(batch).onFailure().recoverWithNull().subscribe().with(done -> end(all));
    }

    private void end(int done) {
        if (asked.addAndGet(-done) > 0) {
            context.runOnContext(next -> doNextBatch());
        }
    }

    /** Ends when everybody has an answer, and never fails. */
    private Uni<Void> answer(List<Waiting<Q, A>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Q> questions = batch.stream().map(Waiting::question).toList();
        return Uni.createFrom().deferred(() -> work.apply(questions))
                .onItem().invoke(answers -> complete(batch, answers))
                .replaceWithVoid()
                .onFailure().recoverWithUni(failure -> answerAlone(batch, failure));
    }

    private void complete(List<Waiting<Q, A>> batch, List<A> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter.complete(answers.get(i));
        }
    }

    /** One bad request, or one that met another instance, must not take the others with it. */
    private Uni<Void> answerAlone(List<Waiting<Q, A>> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.get(0).emitter.fail(failure);
            return Uni.createFrom().voidItem();
        }
        Throwable tooLate = failure instanceof DatabaseUnavailable ? failure : new Overloaded();
        return Multi.createFrom().iterable(batch)
                .onItem().transformToUniAndConcatenate(waiting -> isFresh(waiting) ? answer(List.of(waiting))
                        : answerAlone(List.of(waiting), tooLate))
                .collect().last();
    }

    private boolean isFresh(Waiting<Q, A> waiting) {
        return nanoTime.getAsLong() - waiting.since < AGE_LIMIT.toNanos();
    }

    private record Waiting<Q, A>(Q question, UniEmitter<? super A> emitter, long since) {
    }
}
