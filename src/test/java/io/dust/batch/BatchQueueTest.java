package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.database.DatabaseSettings;
import io.dust.database.Overloaded;
import io.dust.fixture.DatabaseLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Batches on a real event loop. The result of each request is the request itself, once the test
 * releases the batch.
 */
class BatchQueueTest {

    private static final DatabaseSettings SETTINGS = DatabaseLimits.DEFAULTS;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanoTime = new AtomicLong();
    private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> letGo = new CompletableFuture<>();
    private final Lanes lanes = new Lanes(1, SETTINGS.queueSize());
    private final BatchQueue<String, String> queue = queue(SETTINGS);
    private final List<BatchQueue<String, String>> ofGroups = Stream.generate(() -> queue(DatabaseLimits.ofGroups(4)))
            .limit(4).toList();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLoneRequestIsABatchAtOnce() throws Exception {
        letGo.complete(null);

        assertThat(answer(submit("a"))).isEqualTo("a");
        assertThat(answer(submit("b"))).isEqualTo("b");
        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void requestsDuringABatchAreTheNextBatchInTheirOrder() throws Exception {
        var first = submit("a");
        awaitBatches(1);
        var others = List.of(submit("b"), submit("c"), submit("d"));
        letGo.complete(null);

        assertThat(answer(first)).isEqualTo("a");
        for (int i = 0; i < 3; i++) {
            assertThat(answer(others.get(i))).isEqualTo(List.of("b", "c", "d").get(i));
        }
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void oneBadRequestFailsAlone() throws Exception {
        submit("a");
        awaitBatches(1);
        var good = submit("b");
        var bad = submit("bad");
        var alsoGood = submit("c");
        letGo.complete(null);

        assertThat(answer(good)).isEqualTo("b");
        assertThat(answer(alsoGood)).isEqualTo("c");
        Assertions.assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(bad))
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "bad", "c"), List.of("b"), List.of("bad"), List.of("c"));
    }

    @Test
    void aTooOldRequestIsNotRetriedAlone() throws Exception {
        submit("a");
        awaitBatches(1);
        var good = submit("b");
        submit("ages");
        letGo.complete(null);

        assertRefused(good);
    }

    @Test
    void workThatThrowsDoesNotStopTheQueue() throws Exception {
        letGo.complete(null);
        var failing = submit("thrown");

        Assertions.assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(failing))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(answer(submit("b"))).isEqualTo("b");
    }

    @Test
    void aBatchHasALimit() throws Exception {
        submit("first");
        awaitBatches(1);
        var asked = IntStream.rangeClosed(0, SETTINGS.batchSize()).mapToObj(i -> submit("q" + i)).toList();
        letGo.complete(null);

        assertThat(answer(asked.get(SETTINGS.batchSize()))).isEqualTo("q" + SETTINGS.batchSize());
        assertThat(batches).extracting(List::size).containsExactly(1, SETTINGS.batchSize(), 1);
    }

    @Test
    void aFullQueueRefusesTheNextRequestAtOnce() throws Exception {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < SETTINGS.queueSize(); i++) {
            asked.add(submit("q" + i));
        }

        assertRefused(submit("one too many"));
        letGo.complete(null);
        for (CompletableFuture<String> one : asked) {
            assertThat(answer(one)).startsWith("q");
        }
        assertThat(answer(submit("again"))).isEqualTo("again");
    }

    @Test
    void aRequestThatWaitedTooLongIsNotStarted() throws Exception {
        submit("a");
        awaitBatches(1);
        var old = submit("old");
        nanoTime.addAndGet(SETTINGS.queueTimeout().toNanos());
        var fresh = submit("fresh");
        letGo.complete(null);

        assertRefused(old);
        assertThat(answer(fresh)).isEqualTo("fresh");
        assertThat(batches).containsExactly(List.of("a"), List.of("fresh"));
    }

    @Test
    void aBatchIsOfOneGroupAndGroupsTakeTurns() throws Exception {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        asked.add(submit(ofGroups.get(2), "c1"));
        awaitBatches(1);
        for (String name : List.of("c2", "a1", "a2", "d1", "a3", "c3")) {
            asked.add(submit(ofGroups.get(name.charAt(0) - 'a'), name));
        }
        letGo.complete(null);

        for (CompletableFuture<String> one : asked) {
            answer(one);
        }
        assertThat(batches).containsExactly(List.of("c1"), List.of("a1", "a2", "a3"), List.of("d1"), List.of("c2", "c3"));
    }

    @Test
    void oneGroupDoesNotFillTheQueue() throws Exception {
        for (int i = 0; i < SETTINGS.queueSize() / 2; i++) {
            submit(ofGroups.get(1), "q" + i);
        }

        assertRefused(submit(ofGroups.get(1), "one too many"));
        var other = submit(ofGroups.get(0), "other");
        letGo.complete(null);
        assertThat(answer(other)).isEqualTo("other");
    }

    @Test
    void queuesTogetherHaveALimit() throws Exception {
        for (int i = 0; i < SETTINGS.queueSize(); i++) {
            submit(ofGroups.get(i % 4), "q" + i);
        }

        assertRefused(submit(ofGroups.get(0), "one too many"));
        letGo.complete(null);
    }

    @Test
    void aGroupWhoseDatabaseHangsTakesOneLane() throws Exception {
        Lanes two = new Lanes(2, SETTINGS.queueSize());
        var hanging = new BatchQueue<String, String>(two, vertx.getOrCreateContext(), SETTINGS, nanoTime::get);
        var others = Stream.generate(() -> new BatchQueue<String, String>(two, vertx.getOrCreateContext(), SETTINGS,
                nanoTime::get)).limit(3).toList();
        submit(hanging, "never answered");
        awaitBatches(1);
        submit(hanging, "also never answered");

        for (int i = 0; i < 30; i++) {
            String name = "q" + i;
            assertThat(answer(others.get(i % 3).submit(name, requests -> Uni.createFrom().item(requests))
                    .subscribeAsCompletionStage())).isEqualTo(name);
        }
    }

    private BatchQueue<String, String> queue(DatabaseSettings settings) {
        return new BatchQueue<>(lanes, vertx.getOrCreateContext(), settings, nanoTime::get);
    }

    private Uni<List<String>> work(List<String> requests) {
        batches.add(requests);
        if (requests.contains("thrown")) {
            throw new IllegalStateException("thrown");
        }
        return Uni.createFrom().completionStage(letGo).map(go -> {
            if (requests.contains("ages")) {
                nanoTime.addAndGet(SETTINGS.queueTimeout().toNanos());
                throw new IllegalArgumentException("ages");
            }
            if (requests.contains("bad")) {
                throw new IllegalArgumentException("bad");
            }
            return requests;
        });
    }

    private CompletableFuture<String> submit(String request) {
        return submit(queue, request);
    }

    private CompletableFuture<String> submit(BatchQueue<String, String> to, String request) {
        return to.submit(request, this::work).subscribeAsCompletionStage();
    }

    private void awaitBatches(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (batches.size() < count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static String answer(CompletableFuture<String> asked) throws Exception {
        return asked.get(10, TimeUnit.SECONDS);
    }

    private static void assertRefused(CompletableFuture<String> asked) {
        Assertions.assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(asked))
                .withCauseInstanceOf(Overloaded.class);
    }
}
