package io.dust.event;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes of discounts that are paid with points: each is made of the id of what is held, and everybody can tell that it is one.
 */
public final class PointsCode {

    private static final String PREFIX = "DUST-";

    /** Exactly this, so that a shop's own DUST-OFF is none. */
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9A-F]{16})([0-9A-F]{16})");

    private PointsCode() {
    }

    public static String of(UUID id) {
        return PREFIX + id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** What it was made of; none if it is no such code. */
    public static Optional<UUID> id(String code) {
        Matcher form = FORM.matcher(code);
        return form.matches() ? Optional.of(new UUID(Long.parseUnsignedLong(form.group(1), 16),
                Long.parseUnsignedLong(form.group(2), 16))) : Optional.empty();
    }

    public static boolean is(String code) {
        return FORM.matcher(code).matches();
    }
}
