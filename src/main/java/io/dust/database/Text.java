package io.dust.database;

import java.util.regex.Pattern;

/**
 * The texts that Dust stores: people can read them, and PostgreSQL, JSON and a log line keep them
 * as they are.
 */
public final class Text {

    /**
     * A character of a name or an id: letter, mark, number, punctuation, symbol or space, but not
     * U+FFFD (unreadable bytes).
     */
    public static final String PRINTABLE = "(?:(?!\\uFFFD)[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ])";

    /**
     * A character of a sentence: also those that join emoji and order right-to-left text, but no
     * control character.
     */
    public static final String READABLE = "[^\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\uFFFD]";

    private static final Pattern PRINTABLE_PATTERN = Pattern.compile(PRINTABLE + "*");
    private static final Pattern READABLE_PATTERN = Pattern.compile(READABLE + "*");

    private static final Pattern UNREADABLE_PATTERN = Pattern.compile("(?!" + READABLE + ").", Pattern.DOTALL);

    private static final int EXCERPT = 200;

    private Text() {
    }

    /** Whether a text is 1 to that many {@link #PRINTABLE} characters, and not only spaces. */
    public static boolean isPrintable(String text, int maxLength) {
        return fits(text, maxLength, PRINTABLE_PATTERN);
    }

    /**
     * Requires 1 to that many {@link #PRINTABLE} characters.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static void requirePrintable(String name, String text, int maxLength) {
        require(name, maxLength, isPrintable(text, maxLength));
    }

    /**
     * Requires 1 to that many {@link #READABLE} characters.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static void requireReadable(String name, String text, int maxLength) {
        require(name, maxLength, fits(text, maxLength, READABLE_PATTERN));
    }

    /** What another server said, for a line of a log or of a problem: the first 200 characters, on one line. */
    public static String excerpt(String text) {
        String start = text.codePointCount(0, text.length()) <= EXCERPT ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
        return UNREADABLE_PATTERN.matcher(start).replaceAll(" ").strip();
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
