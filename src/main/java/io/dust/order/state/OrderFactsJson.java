package io.dust.order.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Refund;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The form in which facts are stored. */
final class OrderFactsJson {

    private OrderFactsJson() {
    }

    static JsonObject write(OrderFacts facts) {
        JsonObject json = new JsonObject();
        put(json, "placed_at", facts.placedAt() == null ? null : facts.placedAt().toString());
        put(json, "content", told(facts.content(), OrderContent::toJson));
        put(json, "promotions", told(facts.promotions(), list -> array(list, Promotion::toJson)));
        put(json, "payment", told(facts.payment(), OrderFactsJson::payment));
        put(json, "paid_at", facts.paidAt() == null ? null : facts.paidAt().toString());
        put(json, "completed_at", facts.completedAt() == null ? null : facts.completedAt().toString());
        put(json, "canceled", told(facts.canceled(), canceled -> canceled));
        put(json, "refunds_of_state", told(facts.refundsOfState(), list -> array(list, Refund::toJson)));
        if (!facts.refunds().isEmpty()) {
            JsonArray refunds = new JsonArray();
            facts.refunds().values().forEach(refund -> refunds.add(told(refund, Refund::toJson)));
            json.put("refunds", refunds);
        }
        put(json, "owner", told(facts.owner(), owner -> owner));
        if (facts.customers().size() > 1) {
            json.put("customers", new JsonArray(List.copyOf(facts.customers())));
        }
        return json.put("sources", new JsonArray(List.copyOf(facts.sources())));
    }

    static OrderFacts read(JsonObject json) {
        Map<String, Told<Refund>> refunds = new TreeMap<>();
        for (Object each : json.getJsonArray("refunds", new JsonArray())) {
            JsonObject refund = (JsonObject) each;
            refunds.put(refund.getJsonObject("value").getString("id"),
                    new Told<>(Refund.of(refund.getJsonObject("value")), Instant.parse(refund.getString("at"))));
        }
        Told<String> owner = told(json, "owner", value -> (String) value);
        TreeSet<String> customers = new TreeSet<>();
        json.getJsonArray("customers", new JsonArray()).forEach(customer -> customers.add((String) customer));
        if (owner != null) {
            customers.add(owner.value());
        }
        return new OrderFacts(instant(json, "placed_at"),
                told(json, "content", value -> OrderContent.of((JsonObject) value)),
                told(json, "promotions", value -> list(value, Promotion::of)),
                told(json, "payment", value -> payment((JsonObject) value)), instant(json, "paid_at"),
                instant(json, "completed_at"), told(json, "canceled", value -> (Boolean) value),
                told(json, "refunds_of_state", value -> list(value, Refund::of)), refunds, owner, customers,
                new TreeSet<>(json.getJsonArray("sources").stream().map(String.class::cast).toList()));
    }

    private static void put(JsonObject json, String member, @Nullable Object value) {
        if (value != null) {
            json.put(member, value);
        }
    }

    private static <T> @Nullable JsonObject told(@Nullable Told<T> told, Function<T, Object> value) {
        return told == null ? null
                : new JsonObject().put("at", told.at().toString()).put("value", value.apply(told.value()));
    }

    private static <T> @Nullable Told<T> told(JsonObject json, String member, Function<Object, T> value) {
        JsonObject told = json.getJsonObject(member);
        return told == null ? null : new Told<>(value.apply(told.getValue("value")), Instant.parse(told.getString("at")));
    }

    private static JsonObject payment(OrderFacts.Payment payment) {
        return new JsonObject().put("paid", payment.paid()).put("total", payment.total());
    }

    private static OrderFacts.Payment payment(JsonObject json) {
        return new OrderFacts.Payment(json.getBoolean("paid"), json.getLong("total"));
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(json.apply(value)));
        return array;
    }

    private static <T> List<T> list(Object array, Function<JsonObject, T> of) {
        return ((JsonArray) array).stream().map(value -> of.apply((JsonObject) value)).toList();
    }

    private static @Nullable Instant instant(JsonObject json, String member) {
        String text = json.getString(member);
        return text == null ? null : Instant.parse(text);
    }
}
