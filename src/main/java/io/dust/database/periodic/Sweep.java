package io.dust.database.periodic;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.dust.database.Group;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Work that falls due as time passes. Several instances may do the same sweep at once, so each item
 * must be harmless when it is done twice. The items are read page by page; one that fails does not
 * stop the others, and a later sweep tries again.
 *
 * @param name for the log
 * @param pages reads the due items in the order of their keys
 * @param work does one item
 */
public record Sweep<T>(String name, Pages<T> pages, Function<T, Uni<?>> work) implements PeriodicWork {

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private static final int PAGE_SIZE = 100;
    private static final int CONCURRENCY = 16;

    /** Reads a page of due items. */
    public interface Pages<T> {

        /**
         * Reads the page after an item of a group.
         *
         * @param last the last item of the previous page; null for the first page
         */
        Uni<List<T>> after(Group group, @Nullable T last, int limit);
    }

    @Override
    public Uni<Void> run(Group group) {
        return runAfter(group, null);
    }

    private Uni<Void> runAfter(Group group, @Nullable T last) {
        return pages.after(group, last, PAGE_SIZE).flatMap(page -> doAll(page).flatMap(
                done -> page.size() < PAGE_SIZE ? Uni.createFrom().voidItem() : runAfter(group, page.get(PAGE_SIZE - 1))));
    }

    private Uni<Void> doAll(List<T> page) {
        return Multi.createFrom().iterable(page)
                .onItem().transformToUni(this::failureOf).merge(CONCURRENCY)
                .collect().asList().invoke(this::report)
                .replaceWithVoid();
    }

    /** The failure of one item; empty when the item is done. */
    private Uni<Optional<String>> failureOf(T item) {
        return work.apply(item).map(done -> Optional.<String> empty())
                .onFailure().recoverWithItem(failure -> Optional.of(item + ": " + failure));
    }

    /** One line a page: many items usually fail for the same reason. */
    private void report(List<Optional<String>> results) {
        List<String> failures = results.stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            LOG.warnf("%s: %d of %d failed and will be tried again; the first: %s", name, failures.size(), results.size(),
                    failures.get(0));
        }
    }
}
