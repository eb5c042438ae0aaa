package io.dust.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

class TransientErrorsTest {

    @Test
    void anUnreachableDatabaseIsAnOutage() {
        assertThat(TransientErrors.isOutage(new ConnectException("Connection refused"))).isTrue();
        assertThat(TransientErrors.isOutage(new VertxException("Connection was closed"))).isTrue();
        assertThat(TransientErrors.isOutage(new TimeoutException())).isTrue();
        assertThat(TransientErrors.isOutage(new IllegalStateException(new ConnectException("Connection refused")))).isTrue();
    }

    @Test
    void aTemporaryErrorOfPostgresqlIsAnOutage() {
        for (String state : List.of("08006", "28P01", "3D000", "40001", "53300", "55P03", "57014", "57P01", "25P03")) {
            assertThat(TransientErrors.isOutage(postgresql(state))).as(state).isTrue();
        }
    }

    @Test
    void aRefusalByPostgresqlIsABug() {
        for (String state : List.of("23505", "23514", "42P01", "42601", "22003", "25006", "")) {
            assertThat(TransientErrors.isOutage(postgresql(state))).as(state).isFalse();
        }
    }

    @Test
    void everythingElseIsABug() {
        assertThat(TransientErrors.isOutage(new IllegalStateException("Connection refused"))).isFalse();
    }

    private static PgException postgresql(String state) {
        return new PgException("No", "ERROR", state, "");
    }
}
