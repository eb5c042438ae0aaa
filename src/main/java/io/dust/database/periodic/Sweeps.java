package io.dust.database.periodic;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.database.Groups;
import io.dust.platform.Serving;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Runs periodic work, such as sweeps, again and again while this instance serves. */
@Singleton
public class Sweeps {

    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final Vertx vertx;
    private final Serving serving;
    private final Groups groups;

    Sweeps(Vertx vertx, Serving serving, Groups groups) {
        this.vertx = vertx;
        this.serving = serving;
        this.groups = groups;
    }

    /** Runs the work once in each period. Work that takes longer is not started a second time. */
    public void schedule(PeriodicWork work, Duration period) {
        if (!serving.isOn()) {
            return;
        }
        AtomicBoolean running = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), timer -> {
            if (running.compareAndSet(false, true)) {
                run(work).subscribe().with(done -> running.set(false), failure -> running.set(false));
            }
        });
    }

    /** Runs the work now, in one served group after the other. A group whose work fails does not stop the others. */
    public Uni<Void> run(PeriodicWork work) {
        return Multi.createFrom().iterable(groups.served())
                .onItem().transformToUniAndConcatenate(group -> Uni.createFrom().deferred(() -> work.run(group))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s failed in %s and will be tried again: %s", work.name(), group,
                                failure))
                        .onFailure().recoverWithNull())
                .collect().last().replaceWithVoid();
    }
}
