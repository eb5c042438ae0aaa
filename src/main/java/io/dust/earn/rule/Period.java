package io.dust.earn.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A stretch of the calendar in a time zone. */
public enum Period {
    @JsonProperty("day")
    DAY,
    /** From Monday. */
    @JsonProperty("week")
    WEEK,
    @JsonProperty("month")
    MONTH,
    @JsonProperty("year")
    YEAR;

    /** The first instant of the period in which an instant lies. */
    public Instant start(Instant at, ZoneId zone) {
        return firstDay(at, zone).atStartOfDay(zone).toInstant();
    }

    /** The first instant after the period in which an instant lies. */
    public Instant end(Instant at, ZoneId zone) {
        LocalDate first = firstDay(at, zone);
        return (switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case YEAR -> first.plusYears(1);
        }).atStartOfDay(zone).toInstant();
    }

    private LocalDate firstDay(Instant at, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
