package io.dust.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Parses query parameters; a wrong one is named. */
public final class Parameters {

    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("[0-9]{4}-");

    private Parameters() {
    }

    public static long integer(String name, @Nullable String text, long absent, long min, long max) {
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of range.
        }
        throw new InvalidRequest(name, "must be an integer from " + min + " to " + max);
    }

    public static Instant instant(String name, String text) {
        try {
            if (FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // Answered below, like a year that RFC 3339 does not have.
        }
        throw new InvalidRequest(name, "must be a time in the form of RFC 3339, such as 2026-01-31T12:00:00Z");
    }
}
