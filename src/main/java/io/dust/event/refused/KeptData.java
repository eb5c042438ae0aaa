package io.dust.event.refused;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dust.http.json.StrictJson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is kept of the data of an event: the members of an order that Dust reads, at most 8 KB. They
 * say why the event was refused; names, addresses and e-mails of the customer are not among them.
 */
final class KeptData {

    /** In bytes of UTF-8. */
    static final int MAX_LENGTH = 8192;

    private static final int MAX_TEXT_LENGTH = 255;

    /** Says that the data had more of these members. */
    private static final String TRUNCATED = "truncated";

    /** Quotation marks, a colon and a comma, or brackets. */
    private static final int PUNCTUATION = 6;

    private static final String MONEY = """
            "total": 0, "tax_total": 0, "discount_total": 0, "discount_tax_total": 0, "original_total": 0,
            "original_tax_total": 0""";
    private static final String PRODUCT = """
            {"id": 0, "type_id": 0, "type": {"id": 0, "value": 0}, "collection": {"id": 0, "handle": 0, "title": 0},
             "categories": [{"id": 0, "handle": 0, "name": 0}], "tags": [{"id": 0, "value": 0}]}""";
    private static final String REFUND = """
            {"id": 0, "amount": 0, "paid_with_points": 0, "shipping_total": 0, "tax_total": 0, "goodwill_total": 0,
             "items": [{"id": 0, "line_item_id": 0, "item_id": 0, "quantity": 0}]}""";

    /** The shape of what is kept. The first members are kept first. */
    private static final JsonNode SHAPE = StrictJson.object("""
            {"id": 0, "customer_id": 0, "currency_code": 0, "created_at": 0, "updated_at": 0, "status": 0, "canceled_at": 0,
             "payment_status": 0, %1$s, "shipping_total": 0, "shipping_tax_total": 0, "original_shipping_total": 0,
             "original_shipping_tax_total": 0, "gift_card_total": 0, "credit_line_total": 0,
             "promotions": [{"code": 0, "amount": 0}], "refund": %2$s, "refunds": [%2$s],
             "items": [{"id": 0, "quantity": 0, "unit_price": 0, "is_giftcard": 0, %1$s,
                "returned_quantity": 0, "return_received_quantity": 0, "return_dismissed_quantity": 0,
                "return_received_total": 0, "return_dismissed_total": 0,
                "detail": {"return_received_quantity": 0, "return_dismissed_quantity": 0},
                "adjustments": [{"code": 0, "amount": 0}], "product_id": 0, "variant_id": 0, "product_type_id": 0,
                "product_type": 0, "product_collection": 0, "product": %3$s, "variant": {"id": 0, "product": %3$s}}],
             "shipping_methods": [{"amount": 0, %1$s, "adjustments": [{"code": 0, "amount": 0}]}]}"""
            .formatted(MONEY, REFUND, PRODUCT).getBytes(StandardCharsets.UTF_8));

    private int bytesLeft = MAX_LENGTH - TRUNCATED.length() - 2 * PUNCTUATION;
    private boolean isTruncated;

    private KeptData() {
    }

    /**
     * What is kept.
     *
     * @param data a JSON object
     * @return a JSON object; with {@code "truncated": true} if not all members fit
     */
    static String of(String data) {
        KeptData keeping = new KeptData();
        ObjectNode kept = keeping.object(StrictJson.object(data.getBytes(StandardCharsets.UTF_8)), SHAPE);
        return (keeping.isTruncated ? kept.put(TRUNCATED, true) : kept).toString();
    }

    private ObjectNode object(JsonNode object, JsonNode shape) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : shape.properties()) {
            JsonNode value = keep(object.path(member.getKey()), member.getValue(), member.getKey().length());
            if (value != null) {
                kept.set(member.getKey(), value);
            }
        }
        return kept;
    }

    private ArrayNode array(JsonNode array, JsonNode shape) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
            JsonNode value = keep(element, shape, 0);
            if (value != null) {
                kept.add(value);
            }
        }
        return kept;
    }

    /** A value with a name of so many bytes; null when the value is left out. */
    private @Nullable JsonNode keep(JsonNode value, JsonNode shape, int nameLength) {
        if (value.isValueNode()) {
            String text = value.toString();
            return isShort(text) && take(nameLength + text.getBytes(StandardCharsets.UTF_8).length) ? value : null;
        }
        if (value.isObject()) {
            return shape.isObject() && take(nameLength) ? object(value, shape) : null;
        }
        return value.isArray() && shape.isArray() && take(nameLength) ? array(value, shape.get(0)) : null;
    }

    private boolean isShort(String text) {
        isTruncated |= text.length() > MAX_TEXT_LENGTH + 2;
        return text.length() <= MAX_TEXT_LENGTH + 2;
    }

    private boolean take(int bytes) {
        boolean fits = bytes + PUNCTUATION <= bytesLeft;
        isTruncated |= !fits;
        bytesLeft -= fits ? bytes + PUNCTUATION : 0;
        return fits;
    }
}
