package io.dust.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.ws.rs.ServiceUnavailableException;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class OneAtATimeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aCheckWithoutAnEndMakesRoomForTheNext() {
        OneAtATime running = new OneAtATime(Duration.ofMillis(50));

        assertThatThrownBy(() -> running.run(() -> Uni.createFrom().nothing()).await().atMost(PATIENCE))
                .isInstanceOf(ServiceUnavailableException.class).hasMessageContaining("too long");

        assertThat(running.run(() -> Uni.createFrom().item("done")).await().atMost(PATIENCE)).isEqualTo("done");
    }

    @Test
    void aSecondCheckAtTheSameTimeIsRefusedAlsoWhenTheFirstClientHasLeft() {
        OneAtATime running = new OneAtATime(PATIENCE);
        CompletableFuture<String> database = new CompletableFuture<>();
        running.run(() -> Uni.createFrom().completionStage(database)).subscribe().with(item -> {
        }).cancel();

        assertThatThrownBy(() -> running.run(() -> Uni.createFrom().item("done")).await().atMost(PATIENCE))
                .isInstanceOf(ServiceUnavailableException.class).hasMessageContaining("for another request");

        database.complete("ended");
        assertThat(running.run(() -> Uni.createFrom().item("done")).await().atMost(PATIENCE)).isEqualTo("done");
    }

    @Test
    void aCheckThatNobodyWaitsForDoesNotStart() {
        OneAtATime running = new OneAtATime(PATIENCE);
        AtomicInteger started = new AtomicInteger();

        Uni<Integer> check = running.run(() -> Uni.createFrom().item(started::incrementAndGet));

        assertThat(started).hasValue(0);
        assertThat(running.run(() -> Uni.createFrom().item("done")).await().atMost(PATIENCE)).isEqualTo("done");
        assertThat(check.await().atMost(PATIENCE)).isEqualTo(1);
    }
}
