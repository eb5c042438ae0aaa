package io.dust.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.platform.Serving;
import io.vertx.core.Vertx;

/** Runs periodic work, such as sweeps, again and again while this instance serves. */
@Singleton
public class Sweeps {

    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final Vertx vertx;
    private final Serving serving;

    Sweeps(Vertx vertx, Serving serving) {
        this.vertx = vertx;
        this.serving = serving;
    }

    /** Runs the work once in each period. Work that takes longer is not started a second time. */
    public void schedule(PeriodicWork work, Duration period) {
        if (!serving.isOn()) {
            return;
        }
        AtomicBoolean running = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), timer -> {
            if (running.compareAndSet(false, true)) {
                work.run().onTermination().invoke(() -> running.set(false)).subscribe().with(
                        done -> LOG.debugf("%s: done", work.name()),
                        failure -> LOG.warnf("%s failed and will be tried again: %s", work.name(), failure));
            }
        });
    }
}
