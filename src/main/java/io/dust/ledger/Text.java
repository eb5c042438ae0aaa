package io.dust.ledger;

import java.util.regex.Pattern;

/** Which text the ledger stores: what a person can read, and what PostgreSQL, JSON and a log line keep as it is. */
public final class Text {

    /**
     * A character of a name or an id: a letter, mark, number, punctuation, symbol or the plain space; not U+FFFD, which
     * stands for bytes that were none, whichever they were.
     */
    public static final String PRINTABLE = "(?:(?!\\uFFFD)[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ])";

    /** A character of a sentence: also what holds emoji and right-to-left text together, but no control character. */
    public static final String READABLE = "[^\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\uFFFD]";

    private static final Pattern PRINTABLE_PATTERN = Pattern.compile(PRINTABLE + "*");
    private static final Pattern READABLE_PATTERN = Pattern.compile(READABLE + "*");

    private Text() {
    }

    /** Whether a name or an id may read so: 1 to that many {@link #PRINTABLE} characters, and not only spaces. */
    public static boolean isPrintable(String text, int maxLength) {
        return fits(text, maxLength, PRINTABLE_PATTERN);
    }

    static void requirePrintable(String name, String text, int maxLength) {
        require(name, maxLength, isPrintable(text, maxLength));
    }

    static void requireReadable(String name, String text, int maxLength) {
        require(name, maxLength, fits(text, maxLength, READABLE_PATTERN));
    }

    private static boolean fits(String text, int maxLength, Pattern pattern) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= maxLength && pattern.matcher(text).matches();
    }

    private static void require(String name, int maxLength, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(name + " must be 1 to " + maxLength + " printable characters");
        }
    }
}
