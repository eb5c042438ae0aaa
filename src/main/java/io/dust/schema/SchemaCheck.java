package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Asks for the schema while Dust starts, without waiting for the answer: a schema that is too old ends the process, a
 * database that is not there yet only keeps it from being ready.
 */
@ApplicationScoped
class SchemaCheck {

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    private static final int FAILED = 1;

    private final Uni<Integer> version;

    SchemaCheck(Schema schema) {
        this.version = schema.version().memoize().indefinitely();
    }

    void ask(@Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.host-enabled") boolean serves) {
        if (serves) {
            version.subscribe().with(found -> LOG.debugf("The schema has version %d", found),
                    failure -> LOG.warnf("The database is not there yet: %s", failure.getCause()));
        }
    }

    /** Once Dust runs: before that it cannot be told to stop. */
    void stopUnlessRight() {
        version.subscribe().with(SchemaCheck::stopUnlessRight, failure -> LOG.debug("It has been said that it is not there"));
    }

    private static void stopUnlessRight(int found) {
        if (found < Schema.NEEDED) {
            LOG.errorf("The database has schema version %d, and this Dust needs %d; run: java -jar quarkus-run.jar migrate",
                    found, Schema.NEEDED);
            Quarkus.asyncExit(FAILED);
        }
    }
}
