package io.dust.http;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;

/**
 * SIGTERM: from then on no request is taken, those in flight are finished (within {@code quarkus.shutdown.timeout}), and
 * the process ends with 0. Left to itself the server would take requests until there happens to be none, and the process
 * would end with 143.
 */
@Singleton
public class GracefulStop {

    private static final Logger LOG = Logger.getLogger(GracefulStop.class);

    private volatile boolean begun;

    /** From now on the end of the process is a graceful one. */
    public void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "Graceful stop"));
    }

    boolean hasBegun() {
        return begun;
    }

    private void stop() {
        begun = true;
        LOG.info("Stopping: no more requests are taken, those in flight are finished");
        Quarkus.blockingExit();
        // Whoever sent the signal asked for this, so it is no failure.
        Runtime.getRuntime().halt(ApplicationLifecycleManager.getExitCode());
    }
}
