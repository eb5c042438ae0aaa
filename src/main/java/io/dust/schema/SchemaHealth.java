package io.dust.schema;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

import io.dust.database.DatabaseCalls;
import io.dust.database.DatabasePool;
import io.dust.platform.GracefulStop;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Dust is ready when the database answers, its schema is new enough, and the role has the rights to
 * serve and no more. While requests are served, their answers show that; else one statement on a
 * connection of its own checks all of it, at most once a second, however many ask.
 */
@Readiness
@ApplicationScoped
class SchemaHealth implements AsyncHealthCheck {

    private static final String NAME = "database";
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final GracefulStop stop;
    private final DatabaseCalls database;
    private final Uni<SchemaState> state;
    /** A schema that is new enough stays so. */
    private final AtomicReference<@Nullable SchemaState> known = new AtomicReference<>();

    SchemaHealth(Schema schema, DatabaseCalls database, DatabasePool pool, GracefulStop stop) {
        this.stop = stop;
        this.database = database;
        this.state = Uni.createFrom().deferred(() -> schema.state(pool.probe()))
                .onItem().invoke(found -> known.set(found.fault().isEmpty() ? found : null))
                .memoize().forFixedDuration(REMEMBERED);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (stop.hasBegun()) {
            return Uni.createFrom().item(HealthCheckResponse.down(NAME));
        }
        SchemaState good = known.get();
        if (good != null && database.hasAnsweredWithin(REMEMBERED)) {
            return Uni.createFrom().item(response(good));
        }
        return state.map(SchemaHealth::response)
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.down(NAME));
    }

    private static HealthCheckResponse response(SchemaState state) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(state.fault().isEmpty())
                .withData("schema", state.version()).withData("needed", SchemaState.NEEDED);
        state.fault().ifPresent(fault -> response.withData("reason", fault));
        return response.build();
    }
}
