package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.dust.platform.Serving;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Reads the version of the schema while Dust starts, without waiting for it. A schema that is too
 * old ends the process; a database that does not answer only keeps the instance from being ready.
 */
@ApplicationScoped
class SchemaCheck {

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    private static final int FAILED = 1;

    private final Uni<Integer> version;

    SchemaCheck(Schema schema) {
        this.version = schema.version().memoize().indefinitely();
    }

    void read(@Observes StartupEvent event, Serving serving) {
        if (serving.isOn()) {
            version.subscribe().with(found -> LOG.debugf("The schema has version %d", found),
                    failure -> LOG.warnf("The database does not answer yet: %s", failure.getCause()));
        }
    }

    /** Called when Dust has started: only then can it exit. */
    void exitOnOldSchema() {
        version.subscribe().with(SchemaCheck::exitOnOldSchema, failure -> LOG.debug("The failure is logged at the start"));
    }

    private static void exitOnOldSchema(int found) {
        if (found < Schema.NEEDED) {
            LOG.errorf("The database has schema version %d; this Dust needs %d. Run: java -jar quarkus-run.jar migrate",
                    found, Schema.NEEDED);
            Quarkus.asyncExit(FAILED);
        }
    }
}
