package io.dust.schema;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.dust.database.DatabaseCalls;
import io.dust.database.DatabasePool;
import io.dust.platform.GracefulStop;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Dust is ready when the database answers and its schema is new enough. While requests are served,
 * their answers show that; else one statement on a connection of its own checks both, at most once
 * a second, however many ask.
 */
@Readiness
@ApplicationScoped
class SchemaHealth implements AsyncHealthCheck {

    private static final String NAME = "database";
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final GracefulStop stop;
    private final DatabaseCalls database;
    private final Uni<Integer> version;
    /** A schema does not become older. */
    private volatile int known;

    SchemaHealth(Schema schema, DatabaseCalls database, DatabasePool pool, GracefulStop stop) {
        this.stop = stop;
        this.database = database;
        this.version = Uni.createFrom().deferred(() -> schema.version(pool.probe()))
                .onItem().invoke(found -> known = found)
                .memoize().forFixedDuration(REMEMBERED);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (stop.hasBegun()) {
            return Uni.createFrom().item(HealthCheckResponse.down(NAME));
        }
        if (known >= Schema.NEEDED && database.hasAnsweredWithin(REMEMBERED)) {
            return Uni.createFrom().item(response(known));
        }
        return version.map(SchemaHealth::response)
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.down(NAME));
    }

    private static HealthCheckResponse response(int version) {
        return HealthCheckResponse.named(NAME).status(version >= Schema.NEEDED)
                .withData("schema", version).withData("needed", Schema.NEEDED).build();
    }
}
