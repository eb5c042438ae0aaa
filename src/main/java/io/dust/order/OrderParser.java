package io.dust.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import io.cloudevents.CloudEvent;
import io.dust.database.Text;
import io.dust.http.Amounts;
import io.dust.http.InvalidRequest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Parses the order in an event. The members are those of Medusa's orders; other members are
 * ignored.
 */
public final class OrderParser {

    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_CUSTOMER_ID_LENGTH = 255;
    private static final int MAX_PROMOTIONS = 100;

    private OrderParser() {
    }

    /**
     * Parses the data of an event.
     *
     * @return empty when the order has no customer
     * @throws InvalidRequest naming the member that is wrong
     */
    public static Optional<OrderEvent> parse(CloudEvent event, OrderEventType type, JsonNode data) {
        if (!data.isObject()) {
            throw new InvalidRequest("data", "must be a JSON object, the order");
        }
        OrderData order = order(data, text(data, "", "id", MAX_ID_LENGTH));
        if (type == OrderEventType.PLACED) {
            requireTotal(order);
        }
        OrderEvent.Refund refund = type == OrderEventType.REFUNDED ? refund(data.path("refund"), order) : null;
        if (data.path("customer_id").isNull()) {
            return Optional.empty();
        }
        String customerId = text(data, "", "customer_id", MAX_CUSTOMER_ID_LENGTH);
        return Optional.of(new OrderEvent(event.getSource().toString(), event.getId(), type,
                Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant), customerId, order, refund,
                data.toString()));
    }

    /**
     * Parses an order with a total. The order needs no id.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public static OrderData parseOrder(byte[] json) {
        JsonNode order = ExactJson.parse(json);
        if (!order.isObject()) {
            throw new InvalidRequest("body", "must be a JSON object, the order");
        }
        return requireTotal(order(order, ""));
    }

    private static OrderData requireTotal(OrderData order) {
        if (order.total().isEmpty()) {
            throw new InvalidRequest("total", "must be given");
        }
        return order;
    }

    private static OrderData order(JsonNode data, String id) {
        String code = text(data, "", "currency_code", MAX_ID_LENGTH).toUpperCase(Locale.ROOT);
        Optional<Currency> currency = Amounts.currency(code);
        amount(data, "subtotal", currency);
        amount(data, "gift_card_total", currency);
        amount(data, "credit_line_total", currency);
        return new OrderData(id, code, currency,
                Amounts.minorUnits(data, "", "total", currency), amount(data, "tax_total", currency),
                amount(data, "shipping_total", currency), amount(data, "shipping_tax_total", currency),
                amount(data, "discount_total", currency), "captured".equals(data.path("payment_status").asText()),
                promotions(data.path("promotions"), currency));
    }

    private static long amount(JsonNode data, String member, Optional<Currency> currency) {
        return Amounts.minorUnits(data, "", member, currency).orElse(0);
    }

    private static OrderEvent.Refund refund(JsonNode refund, OrderData order) {
        OptionalLong amount = Amounts.minorUnits(refund, "refund.", "amount", order.currency());
        return new OrderEvent.Refund(text(refund, "refund.", "id", MAX_ID_LENGTH),
                amount.orElseThrow(() -> new InvalidRequest("refund.amount", "must be given")),
                Amounts.minorUnits(refund, "refund.", "paid_with_points", order.currency()));
    }

    private static List<OrderData.Promotion> promotions(JsonNode promotions, Optional<Currency> currency) {
        List<OrderData.Promotion> read = new ArrayList<>();
        if (promotions.isArray()) {
            for (JsonNode promotion : promotions) {
                if (promotion.path("code").isTextual() && read.size() < MAX_PROMOTIONS) {
                    read.add(new OrderData.Promotion(promotion.path("code").textValue(),
                            Amounts.minorUnits(promotion, "promotions.", "amount", currency)));
                }
            }
        }
        return read;
    }

    private static String text(JsonNode object, String path, String member, int maxLength) {
        JsonNode value = object.path(member);
        if (!value.isTextual() || !Text.isPrintable(value.textValue(), maxLength)) {
            throw new InvalidRequest(path + member, "must be 1 to " + maxLength + " printable characters");
        }
        return value.textValue();
    }
}
