package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Dust is ready when the database answers and its schema is new enough. One statement checks both.
 */
@Readiness
@ApplicationScoped
class SchemaHealth implements AsyncHealthCheck {

    private static final String NAME = "database";

    private final Schema schema;

    SchemaHealth(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.version()
                .map(version -> HealthCheckResponse.named(NAME).status(version >= Schema.NEEDED)
                        .withData("schema", version).withData("needed", Schema.NEEDED).build())
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.down(NAME));
    }
}
