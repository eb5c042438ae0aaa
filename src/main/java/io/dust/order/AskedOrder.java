package io.dust.order;

import java.util.Currency;
import java.util.List;

import io.dust.http.InvalidRequest;
import io.dust.http.input.Amounts;
import io.dust.http.json.StrictJson;
import io.dust.order.content.ContentParser;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Refund;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An order, or a cart in the same shape, of which somebody asks what it would earn.
 *
 * @param paidWithPoints the discounts that points pay for, in minor units
 * @param notes what was rounded
 */
public record AskedOrder(Currency currency, OrderContent content, long paidWithPoints, List<Refund> refunds,
        List<String> notes) {

    /**
     * Parses an order. It needs no id and no customer.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public static AskedOrder parse(byte[] json) {
        return of(StrictJson.object(json));
    }

    /**
     * Reads an order that is parsed as JSON.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public static AskedOrder of(JsonNode order) {
        Currency currency = Amounts.requireCurrency(order.path("currency_code").asText());
        ContentParser parser = new ContentParser(DiscountCode::is);
        OrderContent content = parser.content(order, currency);
        return new AskedOrder(currency, content, parser.paidWithPoints(order, content), parser.refunds(order, currency),
                parser.notes());
    }
}
