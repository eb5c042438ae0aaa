package io.dust.event.refused;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * The row of an event that contradicted what was known. Hibernate reads it; {@link RefusedEvents}
 * writes it.
 */
@Entity
@Immutable
@Table(name = "dust_event_refused")
class RefusedEvent {

    @Column(name = "customer_id")
    private String customerId;
    @Id
    @Column(name = "id")
    private UUID id;
    @Column(name = "order_id")
    private String orderId;
    @Column(name = "source")
    private String source;
    @Column(name = "event_id")
    private String eventId;
    @Column(name = "type")
    private String type;
    @Column(name = "reason")
    private String reason;
    @Column(name = "detail")
    private String detail;
    @Column(name = "data")
    @ColumnTransformer(read = "data::text")
    private String data;
    @Column(name = "attempts")
    private long attempts;
    @Column(name = "recorded_at")
    private Instant recordedAt;
    @Column(name = "last_recorded_at")
    private Instant lastRecordedAt;

    protected RefusedEvent() {
    }

    RefusedEventView view() {
        return new RefusedEventView(id, customerId.isEmpty() ? null : customerId, orderId, source, eventId, type, reason,
                detail,
                data, attempts, recordedAt, lastRecordedAt);
    }

    /**
     * A refused event, for staff.
     *
     * @param customerId null when the event names no customer
     * @param data the members that Dust reads, as they were received
     * @param attempts how often the event was sent
     * @param recordedAt the first time
     * @param lastRecordedAt the last time
     */
    record RefusedEventView(UUID id, @Nullable String customerId, String orderId, String source, String eventId, String type,
            String reason, String detail, @Schema(type = SchemaType.OBJECT) @JsonRawValue String data, long attempts,
            Instant recordedAt, Instant lastRecordedAt) {
    }
}
