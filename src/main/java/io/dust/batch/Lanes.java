package io.dust.batch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The batches of several queues: at most so many are under way at once, and queues in which requests
 * wait take turns. A database that does not answer for one group takes one lane, and the groups
 * share the others.
 */
final class Lanes {

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free;
    private final AtomicInteger submitted = new AtomicInteger();
    private final int most;

    /**
     * @param count the most batches at once
     * @param most how many requests all queues together may hold
     */
    Lanes(int count, int most) {
        this.free = new AtomicInteger(count);
        this.most = most;
    }

    /** Starts a batch when it is its queue's turn. The batch calls {@link #release} at its end. */
    void start(Runnable batch) {
        turns.add(batch);
        startNext();
    }

    void release() {
        free.incrementAndGet();
        startNext();
    }

    private void startNext() {
        while (!turns.isEmpty() && take()) {
            Runnable next = turns.poll();
            if (next == null) {
                // Another thread was faster; a turn that came meanwhile has found no free lane.
                free.incrementAndGet();
            } else {
                next.run();
            }
        }
    }

    private boolean take() {
        return free.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    boolean isFull() {
        return submitted.get() >= most;
    }

    /** Counts the requests that are queued or under way. */
    void count(int more) {
        submitted.addAndGet(more);
    }
}
