package io.dust.event.refused;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.dust.database.Columns;
import io.dust.database.DatabaseCalls;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.database.Statement;
import io.dust.event.refused.RefusedEvent.RefusedEventView;
import io.dust.ledger.Reason;
import io.dust.order.OrderEvent;
import io.smallrye.mutiny.Uni;

/** Keeps events that were refused, or of which staff should know for another reason. */
@Singleton
public class RefusedEvents {

    private static final Columns<Refused> COLUMNS = new Columns<Refused>()
            .text("customer_id", Refused::customerId)
            .uuid("id", refused -> UUID.randomUUID())
            .text("order_id", Refused::orderId)
            .text("source", Refused::source)
            .text("event_id", Refused::eventId)
            .text("type", Refused::type)
            .text("reason", Refused::reason)
            .text("detail", Refused::detail)
            .json("data", refused -> KeptData.of(refused.data));

    /** A shop repeats a refused event for days: that is one row, and its number of attempts. */
    private static final String INSERT = """
            insert into dust_event_refused (%s, attempts, recorded_at, last_recorded_at)
            select *, 1, $%d::timestamptz, $%d::timestamptz from %s
            on conflict (customer_id, source, event_id, reason) do update set detail = excluded.detail,
                attempts = dust_event_refused.attempts + 1, last_recorded_at = excluded.last_recorded_at""".formatted(
            COLUMNS.names(), COLUMNS.count() + 1, COLUMNS.count() + 1, COLUMNS.unnest(1));

    /** As PostgreSQL sorts them. */
    private static final Comparator<RefusedEventView> NEWEST_FIRST = Comparator.comparing(RefusedEventView::recordedAt)
            .thenComparing(event -> event.id().toString()).reversed();

    private final Groups groups;
    private final RefusedEventRepository repository;
    private final DatabaseCalls database;
    private final Clock clock;

    RefusedEvents(Groups groups, RefusedEventRepository repository, DatabaseCalls database, Clock clock) {
        this.groups = groups;
        this.repository = repository;
        this.database = database;
        this.clock = clock;
    }

    /**
     * An event, and why staff should see it.
     *
     * @param customerId empty when the event names no customer
     * @param reason the slug of a {@link Reason}
     * @param data of the event, a JSON object; {@link KeptData} says what is kept of it
     */
    public record Refused(String customerId, String orderId, String source, String eventId, String type, String reason,
            String detail, String data) {

        public static Refused of(OrderEvent event, Reason reason, String detail) {
            return new Refused(event.customerId(), event.orderId(), event.source(), event.id(), event.type().type(),
                    reason.slug(), detail, event.data());
        }

        private Refused and(Refused other) {
            return new Refused(customerId, orderId, source, eventId, type, reason, detail + " " + other.detail, data);
        }
    }

    /** Keeps an event in the database transaction that decides on it. The notices are all of one event. */
    public static List<Statement> insert(List<Refused> notices, Instant now) {
        Map<String, Refused> byReason = new LinkedHashMap<>();
        notices.forEach(notice -> byReason.merge(notice.reason(), notice, Refused::and));
        return byReason.isEmpty() ? List.of()
                : List.of(Statement.of(INSERT, COLUMNS.values(new ArrayList<>(byReason.values()))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
    }

    /** The refused events of all served groups before one of them, newest first. */
    Uni<List<RefusedEventView>> newest(Instant recordedBefore, UUID idBefore, int limit) {
        return groups.page(
                group -> database.call("refused_events", () -> repository.newest(group, recordedBefore, idBefore, limit)),
                NEWEST_FIRST, limit);
    }

    /** Keeps an event that cannot be decided on. */
    public Uni<Void> keep(Refused refused) {
        Statement statement = insert(List.of(refused), clock.instant()).get(0);
        return database.call("refused_events", () -> group(refused.customerId).query(statement.sql(), statement.values()))
                .replaceWithVoid();
    }

    /** An event without a customer is with those of the first group that this instance serves. */
    private Group group(String customerId) {
        return customerId.isEmpty() ? groups.served().get(0) : groups.of(customerId);
    }
}
