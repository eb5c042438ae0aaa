package io.dust.database;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.runtime.configuration.ConfigurationException;

/** The numbers of groups as text, such as {@code 0-15,20}. */
final class GroupNumbers {

    /** The most groups. Each is a schema, and a schema costs about 50 entries in PostgreSQL's catalog. */
    static final int MOST = 1024;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    private GroupNumbers() {
    }

    /**
     * The numbers, each once and in ascending order.
     *
     * @throws ConfigurationException when the text is no list of numbers below this number of groups
     */
    static List<Integer> parse(String text, int groups) {
        return Stream.of(text.split(",", -1)).map(String::strip).flatMapToInt(range -> range(text, range, groups)).distinct()
                .sorted().boxed().toList();
    }

    private static IntStream range(String text, String range, int groups) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw wrong(text, groups);
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (last < first || last >= groups) {
            throw wrong(text, groups);
        }
        return IntStream.rangeClosed(first, last);
    }

    private static ConfigurationException wrong(String text, int groups) {
        return new ConfigurationException("DUST_DATABASE_SERVED_GROUPS is " + text
                + "; it must be numbers from 0 to " + (groups - 1) + ", such as 0-15,20, because DUST_DATABASE_GROUPS is "
                + groups);
    }
}
