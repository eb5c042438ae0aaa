package io.dust.order.content;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import org.apache.commons.numbers.fraction.BigFraction;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What an order consists of, in its full quantity: what came back is still in the amounts.
 *
 * @param total the amount to pay, after discounts, gift cards and credits, with tax and shipping
 * @param creditTotal the amount that gift cards and credits paid
 * @param lines goods before shipping, each sorted by id, so that the same lines in another order are
 *        the same content
 */
public record OrderContent(Currency currency, long total, long creditTotal, List<Line> lines) {

    private static final Comparator<Line> SEQUENCE = Comparator.comparing(Line::kind).thenComparing(Line::id);

    public OrderContent {
        lines = lines.stream().sorted(SEQUENCE).toList();
    }

    /**
     * The share of the lines that was paid with money: 1 without gift cards and credits. Lines that
     * together are more than the order's money and credits count less, so that nothing counts that
     * nobody has paid.
     */
    public BigFraction creditShare() {
        long paid = Math.max(Math.addExact(total, creditTotal), linesTotal());
        return paid == total ? BigFraction.ONE : Fractions.of(total, paid);
    }

    /** All discounts of the lines. */
    public long discountTotal() {
        return lines.stream().mapToLong(Line::discount).reduce(0, Math::addExact);
    }

    /** The discounts of the lines that points paid for, as far as the lines say it. */
    long pointsDiscount() {
        return lines.stream().mapToLong(Line::toldPointsDiscount).reduce(0, Math::addExact);
    }

    /**
     * What points paid for, in minor units, at most all discounts. A discount without an amount
     * counts with all discounts of the order.
     *
     * @param discounts those that points pay for
     */
    public long paidWithPoints(List<Promotion> discounts) {
        long all = discountTotal();
        return Math.min(discounts.stream().mapToLong(discount -> discount.amount().orElse(all)).reduce(0, Math::addExact), all);
    }

    /** The line of an item. */
    Optional<Line> goods(String id) {
        return lines.stream().filter(line -> line.isGoods() && line.id().equals(id)).findFirst();
    }

    long linesTotal() {
        return lines.stream().mapToLong(Line::total).reduce(0, Math::addExact);
    }

    /** Compact, for a database: members with their usual value are left out. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("currency_code", currency.getCurrencyCode()).put("total", total);
        if (creditTotal != 0) {
            json.put("credit_total", creditTotal);
        }
        return json.put("lines", new JsonArray(lines.stream().map(Line::toJson).toList()));
    }

    /** The content of a JSON that {@link #toJson} has made. */
    public static OrderContent of(JsonObject json) {
        return new OrderContent(Currency.getInstance(json.getString("currency_code")), json.getLong("total"),
                json.getLong("credit_total", 0L),
                json.getJsonArray("lines").stream().map(JsonObject.class::cast).map(Line::of).toList());
    }

    /**
     * The content in a form that never changes: two contents are the same when their texts are.
     * Records are slow to compare in the native executable.
     */
    public String canonical() {
        return toJson().encode();
    }
}
