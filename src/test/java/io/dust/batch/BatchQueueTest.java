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

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Batches on a real event loop; the work answers each question with itself, once it is let go. */
class LaneTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanoTime = new AtomicLong();
    private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> letGo = new CompletableFuture<>();
    private final Lane<String, String> lane = new Lane<>(vertx.getOrCreateContext(), this::work, nanoTime::get);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aloneNobodyWaitsForCompany() throws Exception {
        letGo.complete(null);

        assertThat(answer(ask("a"))).isEqualTo("a");
        assertThat(answer(ask("b"))).isEqualTo("b");
        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whatComesInMeanwhileIsDoneTogetherAndInOrder() throws Exception {
        var first = ask("a");
        awaitBatches(1);
        var others = List.of(ask("b"), ask("c"), ask("d"));
        letGo.complete(null);

        assertThat(answer(first)).isEqualTo("a");
        for (int i = 0; i < 3; i++) {
            assertThat(answer(others.get(i))).isEqualTo(List.of("b", "c", "d").get(i));
        }
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void oneBadQuestionFailsAlone() throws Exception {
        ask("a");
        awaitBatches(1);
        var good = ask("b");
        var bad = ask("bad");
        var alsoGood = ask("c");
        letGo.complete(null);

        assertThat(answer(good)).isEqualTo("b");
        assertThat(answer(alsoGood)).isEqualTo("c");
        Assertions.assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(bad))
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(batches).containsExactly(List.of("a"), List.of("b", "bad", "c"), List.of("b"), List.of("bad"), List.of("c"));
    }

    @Test
    void whoIsTooOldToBeTriedAloneIsRefused() throws Exception {
        ask("a");
        awaitBatches(1);
        var good = ask("b");
        ask("ages");
        letGo.complete(null);

        assertRefused(good);
    }

    @Test
    void workThatThrowsDoesNotStopTheLane() throws Exception {
        letGo.complete(null);
        var failing = ask("thrown");

        Assertions.assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer(failing))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(answer(ask("b"))).isEqualTo("b");
    }

    @Test
    void aBatchHasALimit() throws Exception {
        ask("first");
        awaitBatches(1);
        var asked = IntStream.rangeClosed(0, Lane.BATCH_LIMIT).mapToObj(i -> ask("q" + i)).toList();
        letGo.complete(null);

        assertThat(answer(asked.get(Lane.BATCH_LIMIT))).isEqualTo("q" + Lane.BATCH_LIMIT);
        assertThat(batches).extracting(List::size).containsExactly(1, Lane.BATCH_LIMIT, 1);
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAtOnce() throws Exception {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < Lane.WAITING_LIMIT; i++) {
            asked.add(ask("q" + i));
        }

        assertRefused(ask("one too many"));
        letGo.complete(null);
        for (CompletableFuture<String> one : asked) {
            assertThat(answer(one)).startsWith("q");
        }
        assertThat(answer(ask("again"))).isEqualTo("again");
    }

    @Test
    void whoHasWaitedTooLongIsNotStarted() throws Exception {
        ask("a");
        awaitBatches(1);
        var old = ask("old");
        nanoTime.addAndGet(Lane.AGE_LIMIT.toNanos());
        var fresh = ask("fresh");
        letGo.complete(null);

        assertRefused(old);
        assertThat(answer(fresh)).isEqualTo("fresh");
        assertThat(batches).containsExactly(List.of("a"), List.of("fresh"));
    }

    private Uni<List<String>> work(List<String> questions) {
        batches.add(questions);
        if (questions.contains("thrown")) {
            throw new IllegalStateException("thrown");
        }
        return Uni.createFrom().completionStage(letGo).map(go -> {
            if (questions.contains("ages")) {
                nanoTime.addAndGet(Lane.AGE_LIMIT.toNanos());
                throw new IllegalArgumentException("ages");
            }
            if (questions.contains("bad")) {
                throw new IllegalArgumentException("bad");
            }
            return questions;
        });
    }

    private CompletableFuture<String> ask(String question) {
        return lane.ask(question).subscribeAsCompletionStage();
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
