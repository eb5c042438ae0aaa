package io.dust.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.platform.Serving;
import io.vertx.core.Vertx;

/** Runs sweeps again and again while this instance serves. */
@Singleton
public class Sweeps {

    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final Vertx vertx;
    private final Serving serving;

    Sweeps(Vertx vertx, Serving serving) {
        this.vertx = vertx;
        this.serving = serving;
    }

    /** Runs a sweep once in each period. A sweep that takes longer is not started a second time. */
    public void schedule(Sweep<?> sweep, Duration period) {
        if (!serving.isOn()) {
            return;
        }
        AtomicBoolean running = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), timer -> {
            if (running.compareAndSet(false, true)) {
                sweep.run().onTermination().invoke(() -> running.set(false)).subscribe().with(
                        done -> LOG.debugf("%s: done", sweep.name()),
                        failure -> LOG.warnf("%s failed and will be tried again: %s", sweep.name(), failure));
            }
        });
    }
}
