package io.dust.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * What falls due as time passes. Each instance looks for it now and then; that several do at once must harm nothing. It is read
 * page by page, so that what cannot be done now does not stand in the way of the rest.
 *
 * @param name what it is, for logs
 * @param pages reads what is due behind the last of the page before, in the order of its keys
 * @param work does one of it
 */
public record DueWork<T>(String name, Pages<T> pages, Function<T, Uni<?>> work) {

    private static final Logger LOG = Logger.getLogger(DueWork.class);

    private static final int PAGE = 100;
    private static final int AT_ONCE = 16;

    /** Reads a page. */
    public interface Pages<T> {

        /**
         * Those behind another one.
         *
         * @param last null for the first page
         */
        Uni<List<T>> behind(@Nullable T last, int limit);
    }

    /** Looks for it again and again. */
    public void every(Duration period, Vertx vertx) {
        AtomicBoolean busy = new AtomicBoolean();
        vertx.setPeriodic(period.toMillis(), timer -> {
            if (busy.compareAndSet(false, true)) {
                all().onTermination().invoke(() -> busy.set(false)).subscribe().with(
                        done -> LOG.debugf("%s: done", name),
                        failure -> LOG.warnf("%s: not now, but later: %s", name, failure));
            }
        });
    }

    /** Does all that is due now. */
    public Uni<Void> all() {
        return allBehind(null);
    }

    private Uni<Void> allBehind(@Nullable T last) {
        return pages.behind(last, PAGE).flatMap(page -> each(page)
                .flatMap(done -> page.size() < PAGE ? Uni.createFrom().voidItem() : allBehind(page.get(PAGE - 1))));
    }

    private Uni<Void> each(List<T> page) {
        return Multi.createFrom().iterable(page)
                .onItem().transformToUni(this::one).merge(AT_ONCE)
                .collect().asList().invoke(this::report)
                .replaceWithVoid();
    }

    /** Why it is not done; empty when it is. */
    private Uni<Optional<String>> one(T due) {
        return work.apply(due).map(done -> Optional.<String> empty())
                .onFailure().recoverWithItem(failure -> Optional.of(due + ": " + failure));
    }

    /** In one line, for there may be many, and for one reason. */
    private void report(List<Optional<String>> outcomes) {
        List<String> failures = outcomes.stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            LOG.warnf("%s: %d not done now, but later; the first: %s", name, failures.size(), failures.get(0));
        }
    }
}
