package io.dust.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.dust.database.Columns;
import io.dust.database.Statement;
import io.dust.ledger.Reason;
import io.dust.order.OrderEvent;

/** Writes events that contradict what is known, so that staff see them. */
public final class RefusedEvents {

    private static final Columns<Refused> COLUMNS = new Columns<Refused>()
            .text("customer_id", refused -> refused.event().customerId())
            .uuid("id", refused -> UUID.randomUUID())
            .text("order_id", refused -> refused.event().order().id())
            .text("source", refused -> refused.event().source())
            .text("event_id", refused -> refused.event().id())
            .text("type", refused -> refused.event().type().type())
            .text("reason", refused -> refused.reason().slug())
            .text("detail", Refused::detail)
            .json("data", refused -> refused.event().data());

    private static final String INSERT = "insert into dust_event_refused (%s, recorded_at) select *, $%d::timestamptz from %s"
            .formatted(COLUMNS.names(), COLUMNS.count() + 1, COLUMNS.unnest(1));

    private RefusedEvents() {
    }

    /** An event, and why staff should see it. */
    public record Refused(OrderEvent event, Reason reason, String detail) {
    }

    /** Writes events in the database transaction that refuses them. */
    public static List<Statement> insert(List<Refused> refused, Instant now) {
        return refused.isEmpty() ? List.of()
                : List.of(Statement.of(INSERT, COLUMNS.values(refused).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))));
    }
}
