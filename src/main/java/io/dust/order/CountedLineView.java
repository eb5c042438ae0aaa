package io.dust.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.dust.http.input.Amounts;

/**
 * What a line counts and earns.
 *
 * @param kind {@code goods} or {@code shipping}
 * @param id of the item; null when it has none
 * @param amount in major units
 */
public record CountedLineView(String kind, @Nullable String id, BigDecimal amount, long points) {

    public static List<CountedLineView> all(List<CountedLine> lines, Currency currency) {
        return lines.stream().map(line -> of(line, currency)).toList();
    }

    private static CountedLineView of(CountedLine line, Currency currency) {
        return new CountedLineView(line.kind().name().toLowerCase(Locale.ROOT), line.id().isEmpty() ? null : line.id(),
                Amounts.majorUnits(line.amount(), currency), line.points());
    }
}
