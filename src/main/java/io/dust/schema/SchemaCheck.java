package io.dust.schema;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.dust.platform.Serving;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Reads the state of the schema while Dust starts, without waiting for it. A schema that is too old,
 * or that the role may not read, ends the process. A role with too many rights, and a database that
 * does not answer, only keep the instance from being ready.
 */
@ApplicationScoped
class SchemaCheck {

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    private static final int FAILED = 1;

    private final Uni<SchemaState> state;

    SchemaCheck(Schema schema) {
        this.state = schema.state().memoize().indefinitely();
    }

    void read(@Observes StartupEvent event, Serving serving) {
        if (serving.isOn()) {
            state.subscribe().with(found -> LOG.debugf("The schema has version %d", found.version()),
                    failure -> LOG.warnf("The database does not answer yet: %s", failure.getCause()));
        }
    }

    /** Called when Dust has started: only then can it exit. */
    void exitOnFault() {
        state.subscribe().with(SchemaCheck::exitOnFault, failure -> LOG.debug("The failure is logged at the start"));
    }

    private static void exitOnFault(SchemaState found) {
        found.fault().ifPresent(LOG::error);
        if (found.isFatal()) {
            Quarkus.asyncExit(FAILED);
        }
    }
}
