package io.dust.platform;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;

/**
 * Stops the process on SIGTERM: no new request is accepted, requests in flight end within {@code
 * quarkus.shutdown.timeout}, and the exit status is 0. Quarkus itself accepts requests until none
 * is in flight, and exits with 143.
 */
@Singleton
public class GracefulStop {

    private static final Logger LOG = Logger.getLogger(GracefulStop.class);

    private volatile boolean begun;

    /** From now on SIGTERM stops the process gracefully. */
    public void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "Graceful stop"));
    }

    public boolean hasBegun() {
        return begun;
    }

    private void stop() {
        begun = true;
        LOG.info("Stopping: new requests are refused, requests in flight are finished");
        Quarkus.blockingExit();
        // The exit status of a shutdown hook is that of the signal; only halt() can still change it.
        Runtime.getRuntime().halt(ApplicationLifecycleManager.getExitCode());
    }
}
