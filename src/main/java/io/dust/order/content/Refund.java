package io.dust.order.content;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.vertx.core.json.JsonObject;

/**
 * A refund of an order, and what the shop says that it is for. Amounts are in minor units.
 *
 * @param amount the money that the shop gave back
 * @param paidWithPoints the part of the refunded goods that points had paid for, beside the amount;
 *        empty when the shop does not say
 * @param items the quantities of the items that came back, by the ids of the items; empty when the
 *        shop does not say
 * @param shipping the part of the amount that is shipping, with its tax; empty when the shop does
 *        not say
 * @param tax the part of the amount that is tax; empty when the shop does not say
 * @param goodwill the part of the amount for which nothing came back; empty when the shop does not
 *        say
 */
public record Refund(String id, long amount, OptionalLong paidWithPoints, Map<String, Long> items, OptionalLong shipping,
        OptionalLong tax, OptionalLong goodwill) {

    public Refund {
        items = Collections.unmodifiableMap(new TreeMap<>(items));
    }

    /** A refund of an amount, and nothing else is known. */
    public static Refund ofAmount(String id, long amount, OptionalLong paidWithPoints) {
        return new Refund(id, amount, paidWithPoints, Map.of(), OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Whether the shop says what the refund is for. */
    public boolean hasWords() {
        return !items.isEmpty() || shipping.isPresent() || tax.isPresent() || goodwill.isPresent();
    }

    /**
     * The refund with what an earlier statement said and this one leaves out. An amount of 0 leaves
     * the amount out, and a refund of 0 and nothing else is void.
     */
    public Refund completedBy(Refund earlier) {
        boolean isVoid = amount == 0 && paidWithPoints.isEmpty() && !hasWords();
        return isVoid ? this
                : new Refund(id, amount == 0 ? earlier.amount : amount, or(paidWithPoints, earlier.paidWithPoints),
                        items.isEmpty() ? earlier.items : items, or(shipping, earlier.shipping), or(tax, earlier.tax),
                        or(goodwill, earlier.goodwill));
    }

    /** Whether another statement about the same refund has another amount. */
    public boolean contradicts(Refund other) {
        boolean otherAmount = amount != 0 && other.amount != 0 && amount != other.amount;
        return otherAmount || (paidWithPoints.isPresent() && other.paidWithPoints.isPresent()
                && paidWithPoints.getAsLong() != other.paidWithPoints.getAsLong());
    }

    private static OptionalLong or(OptionalLong told, OptionalLong earlier) {
        return told.isPresent() ? told : earlier;
    }

    /** For a database: members that the shop does not say are left out. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("id", id).put("amount", amount);
        put(json, "paid_with_points", paidWithPoints);
        return json.mergeIn(words());
    }

    /** The refund of a JSON that {@link #toJson} has made. */
    public static Refund of(JsonObject json) {
        Map<String, Long> items = new TreeMap<>();
        json.getJsonObject("items", new JsonObject())
                .forEach(item -> items.put(item.getKey(), ((Number) item.getValue()).longValue()));
        return new Refund(json.getString("id"), json.getLong("amount"), get(json, "paid_with_points"), items,
                get(json, "shipping_total"), get(json, "tax_total"), get(json, "goodwill_total"));
    }

    /** The content in a form that never changes. */
    public String canonical() {
        return id + " " + amount + (paidWithPoints.isPresent() ? " " + paidWithPoints.getAsLong() : "")
                + (hasWords() ? " " + words().encode() : "");
    }

    private JsonObject words() {
        JsonObject json = new JsonObject();
        if (!items.isEmpty()) {
            json.put("items", new JsonObject(new TreeMap<>(items)));
        }
        put(json, "shipping_total", shipping);
        put(json, "tax_total", tax);
        put(json, "goodwill_total", goodwill);
        return json;
    }

    private static void put(JsonObject json, String member, OptionalLong number) {
        number.ifPresent(value -> json.put(member, value));
    }

    private static OptionalLong get(JsonObject json, String member) {
        Long number = json.getLong(member);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
