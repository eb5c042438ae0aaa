package io.dust.order.content;

import java.util.OptionalLong;

import io.vertx.core.json.JsonObject;

/**
 * A discount that was applied to an order.
 *
 * @param code as the shop writes it
 * @param amount the discount in minor units; empty when the shop does not say
 */
public record Promotion(String code, OptionalLong amount) {

    /** The content in a form that never changes. */
    public String canonical() {
        return amount.isPresent() ? code + "=" + amount.getAsLong() : code;
    }

    /** For a database. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject().put("code", code);
        amount.ifPresent(value -> json.put("amount", value));
        return json;
    }

    /** The discount of a JSON that {@link #toJson} has made. */
    public static Promotion of(JsonObject json) {
        Long amount = json.getLong("amount");
        return new Promotion(json.getString("code"), amount == null ? OptionalLong.empty() : OptionalLong.of(amount));
    }
}
