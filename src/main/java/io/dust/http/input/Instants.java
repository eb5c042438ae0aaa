package io.dust.http.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

import io.dust.http.InvalidRequest;

/** Instants in the form of RFC 3339, from the year 0 to the year 9999. */
public final class Instants {

    /** What is said of a text that is no time. */
    public static final String MUST_BE = "must be a time in the form of RFC 3339, such as 2026-01-31T12:00:00Z";

    private static final Pattern RFC_3339 = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}"
            + "(?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Instants() {
    }

    /** Empty when the text has another form, or is no time. */
    public static Optional<Instant> parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // The offset can lead to another year, which RFC 3339 does not have.
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(instant -> !instant.isBefore(FIRST) && instant.isBefore(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The instant in a query parameter.
     *
     * @throws InvalidRequest naming the parameter, when its text has another form, or is no time
     */
    public static Instant parameter(String name, String text) {
        return parse(text).orElseThrow(() -> new InvalidRequest(name, MUST_BE));
    }
}
