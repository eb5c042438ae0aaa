package io.dust.earn.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.http.InvalidRequest;

/**
 * The most points that the orders of a customer earn together in a period.
 *
 * @param timeZone where the period begins, such as {@code Europe/Paris}; by default UTC
 */
public record CustomerMaximum(@NotNull @Min(0) @Max(Balance.LIMIT) Long points, @NotNull Period period,
        @Nullable String timeZone) {

    /** The first instant of the period in which an instant lies. */
    public Instant start(Instant at) {
        return period.start(at, zone());
    }

    /** The first instant after the period in which an instant lies. */
    public Instant end(Instant at) {
        return period.end(at, zone());
    }

    /**
     * Requires a time zone that is known.
     *
     * @throws InvalidRequest naming the member
     */
    void requireZone() {
        try {
            zone();
        } catch (DateTimeException e) {
            throw new InvalidRequest("customer_maximum.time_zone", "must be a time zone, such as Europe/Paris");
        }
    }

    private ZoneId zone() {
        return timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone);
    }
}
