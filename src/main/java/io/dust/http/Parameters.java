package io.dust.http;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Parses query parameters; a wrong one is named. */
public final class Parameters {

    /** Without the digits of other scripts, which Java takes, too. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    private Parameters() {
    }

    public static long integer(String name, @Nullable String text, long absent, long min, long max) {
        if (text == null) {
            return absent;
        }
        try {
            if (INTEGER.matcher(text).matches()) {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            // Too large for a long: answered below, like a number out of range.
        }
        throw new InvalidRequest(name, "must be an integer from " + min + " to " + max);
    }
}
