package io.dust.order;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of a discount that held points pay for. It consists of a prefix and the id of the hold.
 * Shops write codes in any case, and with blanks around them.
 */
public final class DiscountCode {

    private static final String PREFIX = "DUST-";

    /** The whole form, so that a shop's own code DUST-OFF does not match. */
    private static final Pattern FORM = Pattern.compile("\\s*" + PREFIX + "([0-9A-F]{16})([0-9A-F]{16})\\s*",
            Pattern.CASE_INSENSITIVE);

    private DiscountCode() {
    }

    public static String of(UUID id) {
        return PREFIX + id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** The id of the hold; empty for any other code. */
    public static Optional<UUID> id(String code) {
        Matcher form = FORM.matcher(code);
        return form.matches() ? Optional.of(new UUID(Long.parseUnsignedLong(form.group(1), 16),
                Long.parseUnsignedLong(form.group(2), 16))) : Optional.empty();
    }

    public static boolean is(String code) {
        return FORM.matcher(code).matches();
    }

    /** The code as Dust writes it; any other code as it is. */
    public static String canonical(String code) {
        return id(code).map(DiscountCode::of).orElse(code);
    }
}
