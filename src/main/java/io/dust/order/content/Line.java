package io.dust.order.content;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A line of an order, in its full quantity: what came back is still in the amounts.
 *
 * @param id of the item, by which refunds name it; empty when the line has none
 * @param returned the part of the quantity that came back, at most the quantity
 * @param total the amount after discounts, with tax, before gift cards and credits
 * @param tax the tax in the total
 * @param discount all discounts of the line, with their tax
 * @param discountTax the tax in the discount
 * @param pointsDiscount the part of the discount that points paid for; null when the shop does not
 *        say
 * @param giftCard whether the line sells a gift card
 * @param attributes ids and values that rules can name: {@code product}, {@code variant},
 *        {@code type}, {@code collection}, {@code category}, {@code tag}
 */
public record Line(Kind kind, String id, long quantity, long returned, long total, long tax, long discount, long discountTax,
        @Nullable Long pointsDiscount, boolean giftCard, Map<String, Set<String>> attributes) {

    private static final String ID_OF_NONE = "";

    public Line {
        require(quantity >= 0 && returned >= 0 && returned <= quantity, "returned must be 0 to quantity");
        require(tax >= 0 && tax <= total, "tax must be 0 to total");
        require(discountTax >= 0 && discountTax <= discount, "discount tax must be 0 to discount");
        attributes = sorted(attributes);
    }

    /** What a line is. */
    public enum Kind {
        GOODS,
        SHIPPING
    }

    /** A line with money and nothing else. */
    static Line of(Kind kind, long total, long tax, long discount, long discountTax) {
        return new Line(kind, ID_OF_NONE, 1, 0, total, tax, discount, discountTax, null, false, Map.of());
    }

    /** The part of the discount that points paid for; 0 when the shop does not say. */
    long toldPointsDiscount() {
        return pointsDiscount == null ? 0 : pointsDiscount;
    }

    public boolean isGoods() {
        return kind == Kind.GOODS;
    }

    /** The same line with other money. A part is at most what it is a part of. */
    Line withMoney(long newTotal, long newTax, long newDiscount, long newDiscountTax) {
        return new Line(kind, id, quantity, returned, newTotal, Math.min(newTax, newTotal), newDiscount,
                Math.min(newDiscountTax, newDiscount), pointsDiscount == null ? null : Math.min(pointsDiscount, newDiscount),
                giftCard, attributes);
    }

    /** Compact: members with their usual value are left out. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        put(json, "shipping", kind == Kind.SHIPPING);
        if (!id.isEmpty()) {
            json.put("id", id);
        }
        if (quantity != 1) {
            json.put("quantity", quantity);
        }
        put(json, "returned", returned);
        put(json, "total", total);
        put(json, "tax", tax);
        put(json, "discount", discount);
        put(json, "discount_tax", discountTax);
        if (pointsDiscount != null) {
            json.put("points_discount", pointsDiscount);
        }
        put(json, "gift_card", giftCard);
        attributes.forEach((attribute, values) -> json.put(attribute, new JsonArray(values.stream().toList())));
        return json;
    }

    static Line of(JsonObject json) {
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (String attribute : Attributes.NAMES) {
            JsonArray values = json.getJsonArray(attribute);
            if (values != null) {
                attributes.put(attribute, new TreeSet<>(values.stream().map(String.class::cast).toList()));
            }
        }
        return new Line(json.getBoolean("shipping", false) ? Kind.SHIPPING : Kind.GOODS, json.getString("id", ID_OF_NONE),
                json.getLong("quantity", 1L), json.getLong("returned", 0L), json.getLong("total", 0L), json.getLong("tax", 0L),
                json.getLong("discount", 0L), json.getLong("discount_tax", 0L), json.getLong("points_discount"),
                json.getBoolean("gift_card", false), attributes);
    }

    private static void put(JsonObject json, String member, long number) {
        if (number != 0) {
            json.put(member, number);
        }
    }

    private static void put(JsonObject json, String member, boolean flag) {
        if (flag) {
            json.put(member, true);
        }
    }

    /** Sorted, so that the same attributes always have the same text. */
    private static Map<String, Set<String>> sorted(Map<String, Set<String>> attributes) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        attributes.forEach((attribute, values) -> {
            if (!values.isEmpty()) {
                sorted.put(attribute, Collections.unmodifiableSet(new TreeSet<>(values)));
            }
        });
        return Collections.unmodifiableMap(sorted);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("A line is wrong: " + rule);
        }
    }
}
