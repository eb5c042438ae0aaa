package io.dust.event;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Codes of discounts that are paid with points: nobody can guess one, and everybody can tell that it is one. */
public final class PointsCode {

    private static final String PREFIX = "DUST-";

    /** Exactly this, so that a shop's own DUST-OFF is none. */
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-F]{32}");

    private PointsCode() {
    }

    /** A new one, of 122 random bits. */
    public static String random() {
        return PREFIX + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    public static boolean is(String code) {
        return FORM.matcher(code).matches();
    }
}
