package io.dust.database;

import java.util.regex.Pattern;

/**
 * The texts that Dust stores: people can read them, and PostgreSQL, JSON and a log line keep them
 * as they are.
 */
public final class Text {

    /** Letters, marks and symbols that look like nothing. */
    private static final String INVISIBLE = "\\uFFFD\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0";

    /**
     * A character of a name or an id: letter, mark, number, punctuation, symbol or space, but not
     * U+FFFD (unreadable bytes), and none that looks like nothing.
     */
    public static final String PRINTABLE = "(?:(?![" + INVISIBLE + "])[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ])";

    /**
     * A character of a sentence: also those that join emoji, but no control character, no end of a
     * line, and none that changes the direction of the text that follows.
     */
    private static final String READABLE = "[^\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}\\uFFFD\\u202A-\\u202E\\u2066-\\u2069]";

    /** The beginning of the pattern of a name or an id: some of its characters are no marks and no spaces. */
    public static final String NAME_OF = "^(?=.*?[\\p{L}\\p{N}\\p{P}\\p{S}])" + PRINTABLE;

    /** The beginning of the pattern of a sentence: people see some of its characters. */
    public static final String SENTENCE_OF = "^(?=.*?(?![" + INVISIBLE + "])[\\p{L}\\p{N}\\p{P}\\p{S}])" + READABLE;

    /** A name or an id of 1 to 255 characters. */
    public static final String NAME = NAME_OF + "{1,255}$";

    private static final Pattern PRINTABLE_PATTERN = Pattern.compile(NAME_OF + "*");
    private static final Pattern READABLE_PATTERN = Pattern.compile(SENTENCE_OF + "*");

    private static final Pattern UNREADABLE_PATTERN = Pattern.compile("(?!" + READABLE + ").", Pattern.DOTALL);

    private static final char LAST_PRINTABLE = '~';
    private static final int EXCERPT = 200;

    private Text() {
    }

    /** Whether a text is 1 to that many {@link #PRINTABLE} characters, and people see one of them. */
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
        return isPrintableAscii(text) ? text.length() <= maxLength && !text.isBlank()
                : text.codePointCount(0, text.length()) <= maxLength && pattern.matcher(text).matches();
    }

    /** Most ids are such texts, which fit every pattern: the patterns are slow, and each request asks for an id. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > LAST_PRINTABLE) {
                return false;
            }
        }
        return true;
    }

    private static void require(String name, int maxLength, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(name + " must be 1 to " + maxLength + " printable characters");
        }
    }
}
