package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Dust is ready when the database answers, its schema is new enough, and the role has the rights to
 * serve and no more. One statement checks all of it.
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
        return schema.state().map(SchemaHealth::response)
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.down(NAME));
    }

    private static HealthCheckResponse response(SchemaState state) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(state.fault().isEmpty())
                .withData("schema", state.version()).withData("needed", SchemaState.NEEDED);
        state.fault().ifPresent(fault -> response.withData("reason", fault));
        return response.build();
    }
}
