package io.dust.order.state;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.vertx.core.json.JsonObject;

/**
 * A discount of points that no hold of the customer pays for.
 *
 * @param amount in minor units; null when the shop has not told it
 * @param decision of staff
 * @param points that staff have charged for it
 */
public record UnmatchedDiscount(String code, @Nullable Long amount, Decision decision, long points) {

    /** What staff have decided. */
    public enum Decision {
        OPEN,
        CHARGED,
        WAIVED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static UnmatchedDiscount open(String code, @Nullable Long amount) {
        return new UnmatchedDiscount(code, amount, Decision.OPEN, 0);
    }

    static UnmatchedDiscount of(String code, JsonObject json) {
        return new UnmatchedDiscount(code, json.getLong("amount"),
                Decision.valueOf(json.getString("decision").toUpperCase(Locale.ROOT)), json.getLong("points"));
    }

    JsonObject toJson() {
        return new JsonObject().put("amount", amount).put("decision", decision.label()).put("points", points);
    }
}
