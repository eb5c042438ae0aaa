package io.dust.order.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.function.ToLongFunction;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.http.json.StrictJson;
import io.dust.order.OrderReason;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an order keeps. A row has the order, its refunds, and then in minor units: the kept money of
 * goods without tax, their tax, the kept money of shipping, the excess, and the value of points that
 * came back. Points paid for the discounts with the code DUST.
 */
class ReturnsTest {

    private static final String GOODS_AND_SHIPPING = "{'total': 120, 'shipping_total': 20}";
    private static final String THREE_ITEMS = """
            {'total': 126, 'tax_total': 21, 'shipping_methods': [{'total': 6, 'tax_total': 1}], 'items': [
             {'id': 'a', 'quantity': 1, 'total': 60, 'tax_total': 10}, {'id': 'b', 'quantity': 3, 'total': 36, 'tax_total': 6},
             {'id': 'c', 'quantity': 2, 'total': 24, 'tax_total': 4}]}""";
    private static final String POINTS = """
            {'total': 20, 'promotions': [{'code': 'DUST', 'amount': 10}], 'items': [
             {'id': 'a', 'quantity': 3, 'total': 10, 'discount_total': 5}, {'id': 'b', 'total': 10, 'discount_total': 5}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // Without words: the share of the total.
            "{'total': 100} | {'amount': 0} | 10000 | 0 | 0 | 0 | 0",
            "{'total': 100} | {'amount': 20} | 8000 | 0 | 0 | 0 | 0",
            "{'total': 100} | {'amount': 20}, {'amount': 80} | 0 | 0 | 0 | 0 | 0",
            "{'total': 120, 'tax_total': 20} | {'amount': 30} | 7500 | 1500 | 0 | 0 | 0",
            "{'total': 30} | {'amount': 10}, {'amount': 10}, {'amount': 5} | 500 | 0 | 0 | 0 | 0",
            // R05: more than was paid.
            "{'total': 30} | {'amount': 35} | 0 | 0 | 0 | 500 | 0",
            "{'total': 30} | {'amount': 30}, {'amount': 0.01} | 0 | 0 | 0 | 1 | 0",
            "{'total': 0, 'discount_total': 10} | {'amount': 0} | 0 | 0 | 0 | 0 | 0",
            "{'total': 0, 'discount_total': 10} | {'amount': 5} | 0 | 0 | 0 | 500 | 0",
            // E05: thirds of an amount with three decimals.
            "{'currency_code': 'KWD', 'total': 12.345} | {'amount': 4.115} | 8230 | 0 | 0 | 0 | 0",
            "{'currency_code': 'KWD', 'total': 12.345} | {'amount': 4.115}, {'amount': 4.115} | 4115 | 0 | 0 | 0 | 0",
            "{'currency_code': 'KWD', 'total': 12.345} | {'amount': 4.115}, {'amount': 4.115}, {'amount': 4.115} | 0 | 0 | 0 | 0 | 0",
            // E30: what is left of 1000 after 400, and after 600.
            "{'total': 1000} | {'amount': 400} | 60000 | 0 | 0 | 0 | 0",
            "{'total': 1000} | {'amount': 400}, {'amount': 200} | 40000 | 0 | 0 | 0 | 0" })
    void aRefundWithoutWordsTakesItsShareOfAll(String order, String refunds, String net, String tax, String shipping,
            long excess, long points) {
        assertKept(order, withIds("[" + refunds + "]"), net, tax, shipping, excess, points);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // R02: without words, and with them.
            GOODS_AND_SHIPPING + " | {'amount': 100} | 5000 / 3 | 0 | 1000 / 3 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 100, 'shipping_total': 0} | 0 | 0 | 2000 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 20, 'shipping_total': 20} | 10000 | 0 | 0 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 30, 'shipping_total': 5} | 7500 | 0 | 1500 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 60, 'shipping_total': 30} | 7000 | 0 | 0 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 10, 'goodwill_total': 10} | 10000 | 0 | 2000 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 30, 'goodwill_total': 10, 'shipping_total': 0} | 8000 | 0 | 2000 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 120, 'goodwill_total': 120} | 0 | 0 | 0 | 0 | 0",
            // The tax goes back, and the goods stay.
            "{'total': 120, 'tax_total': 20} | {'amount': 20, 'tax_total': 20} | 10000 | 0 | 0 | 0 | 0",
            "{'total': 120, 'tax_total': 20} | {'amount': 60, 'tax_total': 10} | 5000 | 1000 | 0 | 0 | 0",
            "{'total': 120, 'tax_total': 20} | {'amount': 60, 'tax_total': 0} | 4000 | 2000 | 0 | 0 | 0",
            "{'total': 120, 'tax_total': 20} | {'amount': 110, 'tax_total': 0}, {'amount': 5} | 0 | 1500 | 0 | 0 | 0",
            "{'total': 120, 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | {'amount': 66, 'shipping_total': 12, 'tax_total': 11} | 4500 | 900 | 0 | 0 | 0",
            // Refunds with and without words: the latter take their share of what the former leave.
            GOODS_AND_SHIPPING + " | {'amount': 20, 'shipping_total': 20}, {'amount': 50} | 5000 | 0 | 0 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 20, 'goodwill_total': 20}, {'amount': 50} | 5000 | 0 | 1000 | 0 | 0",
            GOODS_AND_SHIPPING + " | {'amount': 20, 'shipping_total': 20}, {'amount': 50}, {'amount': 50} | 0 | 0 | 0 | 0 | 0",
            // What gift cards paid is not counted, before and after.
            "{'total': 60, 'gift_card_total': 60, 'shipping_total': 20} | {'amount': 10, 'shipping_total': 10} | 5000 | 0 | 0 | 0 | 0",
            "{'total': 60, 'gift_card_total': 60, 'shipping_total': 20} | {'amount': 30} | 2500 | 0 | 500 | 0 | 0" })
    void aRefundMaySayWhatItIsFor(String order, String refunds, String net, String tax, String shipping, long excess,
            long points) {
        assertKept(order, withIds("[" + refunds + "]"), net, tax, shipping, excess, points);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]} | 5000 | 1000 | 600 | 0",
            "{'amount': 12, 'items': [{'id': 'b', 'quantity': 1}]}, {'amount': 12, 'items': [{'id': 'b', 'quantity': 1}]} | 8000 | 1600 | 600 | 0",
            // The amount of a refund with items is not counted again.
            "{'amount': 50, 'items': [{'id': 'a', 'quantity': 1}]} | 5000 | 1000 | 600 | 0",
            "{'amount': 66, 'items': [{'id': 'a', 'quantity': 1}]} | 5000 | 1000 | 600 | 0",
            "{'amount': 66, 'items': [{'id': 'a', 'quantity': 1}], 'shipping_total': 6} | 5000 | 1000 | 0 | 0",
            // No more of an item comes back than there was.
            "{'amount': 24, 'items': [{'id': 'c', 'quantity': 9}]} | 8000 | 1600 | 600 | 0",
            // Items that the order does not have: their money has no words.
            "{'amount': 63, 'items': [{'id': 'x', 'quantity': 1}]} | 5000 | 1000 | 300 | 0",
            "{'amount': 93, 'items': [{'id': 'a', 'quantity': 1}, {'id': 'x', 'quantity': 1}]} | 2500 | 500 | 300 | 0",
            // Items first, then money: all that is left after both.
            "{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]}, {'amount': 33} | 2500 | 500 | 300 | 0",
            "{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]}, {'amount': 30, 'shipping_total': 0} | 2500 | 500 | 600 | 0",
            "{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]}, {'amount': 66} | 0 | 0 | 0 | 0",
            "{'amount': 120, 'items': [{'id': 'a', 'quantity': 1}, {'id': 'b', 'quantity': 3}, {'id': 'c', 'quantity': 2}]} | 0 | 0 | 600 | 0",
            "{'amount': 126, 'items': [{'id': 'a', 'quantity': 1}]} | 0 | 0 | 0 | 0" })
    void aRefundMayNameItems(String refunds, String net, String tax, String shipping, long excess) {
        assertKept(THREE_ITEMS, withIds("[" + refunds + "]"), net, tax, shipping, excess, 0);
    }

    /** The returned quantities and the refunds of a state describe the same goods. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "0 | 0 | [] | 10000 | 2000 | 600",
            // The refund is that of the returned items, whether it names them or not.
            "1 | 0 | [] | 5000 | 1000 | 600",
            "1 | 0 | [{'amount': 60}] | 5000 | 1000 | 600",
            "1 | 0 | [{'amount': 50}] | 5000 | 1000 | 600",
            "1 | 0 | [{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]}] | 5000 | 1000 | 600",
            "1 | 0 | [{'amount': 60, 'shipping_total': 0}] | 5000 | 1000 | 600",
            "1 | 1 | [{'amount': 72}] | 4000 | 800 | 600",
            // More money than the returned items are worth.
            "1 | 0 | [{'amount': 93}] | 2500 | 500 | 300",
            "1 | 0 | [{'amount': 66, 'shipping_total': 6}] | 5000 | 1000 | 0",
            "1 | 0 | [{'amount': 60, 'items': [{'id': 'a', 'quantity': 1}]}, {'amount': 33}] | 2500 | 500 | 300",
            "1 | 0 | [{'amount': 126}] | 0 | 0 | 0",
            // Money for items that did not come back.
            "0 | 0 | [{'amount': 12, 'items': [{'id': 'b', 'quantity': 1}]}] | 9000 | 1800 | 600" })
    void theRefundsOfAStateAreThoseOfTheReturnedItems(String a, String b, String refunds, String net, String tax,
            String shipping) {
        String order = THREE_ITEMS.replace("'id': 'a', 'quantity': 1", "'id': 'a', 'quantity': 1, 'returned_quantity': " + a)
                .replace("'id': 'b', 'quantity': 3", "'id': 'b', 'quantity': 3, 'returned_quantity': " + b);

        assertKept(order, withIds(refunds), net, tax, shipping, 0, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // Only what the shop says, or what items are worth.
            "{'amount': 20} | 0",
            "{'amount': 10, 'paid_with_points': 4} | 400",
            "{'amount': 10, 'paid_with_points': 4}, {'amount': 10, 'paid_with_points': 7} | 1000",
            "{'amount': 10, 'items': [{'id': 'b', 'quantity': 1}]} | 500",
            "{'amount': 10, 'items': [{'id': 'b', 'quantity': 1}], 'paid_with_points': 1} | 100",
            "{'amount': 3, 'items': [{'id': 'a', 'quantity': 1}]} | 166",
            "{'amount': 3, 'items': [{'id': 'a', 'quantity': 1}]}, {'amount': 3, 'items': [{'id': 'a', 'quantity': 1}]} | 333",
            "{'amount': 3, 'items': [{'id': 'a', 'quantity': 2}]}, {'amount': 3, 'items': [{'id': 'a', 'quantity': 2}]} | 500",
            "{'amount': 0, 'items': [{'id': 'a', 'quantity': 3}]}, {'amount': 0, 'items': [{'id': 'b', 'quantity': 1}]} | 1000" })
    void itemsHaveTheirShareOfTheDiscountThatPointsPaid(String refunds, long value) {
        assertThat(returns(POINTS, withIds("[" + refunds + "]")).pointsValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "1 | [] | 166", "3 | [] | 500",
            "1 | [{'amount': 3, 'paid_with_points': 1}] | 166", "1 | [{'amount': 3, 'paid_with_points': 2}] | 200",
            "0 | [{'amount': 3, 'paid_with_points': 2}, {'amount': 3, 'paid_with_points': 9}] | 1000" })
    void theReturnedItemsOfAStateHaveTheirShareOfPoints(String returned, String refunds, long value) {
        String order = POINTS.replace("'quantity': 3", "'quantity': 3, 'returned_quantity': " + returned);

        assertThat(returns(order, withIds(refunds)).pointsValue()).isEqualTo(value);
    }

    @Test
    void theAdjustmentsOfALineSayWhatPointsPaid() {
        String order = """
                {'total': 20, 'promotions': [{'code': 'DUST', 'amount': 10}], 'items': [
                 {'id': 'a', 'total': 5, 'discount_total': 10, 'adjustments': [{'code': 'DUST', 'amount': 3.33}, {'code': 'X', 'amount': 6}]},
                 {'id': 'b', 'total': 15, 'discount_total': 6.66, 'adjustments': [{'code': 'DUST', 'amount': 6.66}]}]}""";

        assertThat(returns(order, withIds("[{'amount': 5, 'items': [{'id': 'a', 'quantity': 1}]}]")).pointsValue())
                .isEqualTo(333);
        assertThat(returns(order,
                withIds("[{'amount': 0, 'items': [{'id': 'a', 'quantity': 1}, {'id': 'b', 'quantity': 1}]}]"))
                .pointsValue()).as("rounding loses nothing").isEqualTo(1000);
        assertThat(returns(POINTS.replace("'id': 'b'", "'id': 'b', 'adjustments': []"),
                withIds("[{'amount': 0, 'items': [{'id': 'b', 'quantity': 1}]}]")).pointsValue())
                .as("no line says what the promotion says").isEqualTo(500);
    }

    @Test
    void aRefundAfterTheStateIsOneOfOtherGoods() {
        JsonNode order = json(POINTS.replace("'quantity': 3", "'quantity': 3, 'returned_quantity': 1"));
        OrderContent content = parser().content(order, currency(order));
        List<Refund> refunds = parser().refunds(
                json("{'refunds': [{'id': 'r', 'amount': 3, 'items': [{'id': 'a', 'quantity': 1}]}]}"), currency(order));

        assertThat(Returns.of(content, 1000, refunds)).extracting(returns -> returns.quantities().get(0), Returns::pointsValue)
                .containsExactly(Fractions.of(2, 3), 166L);
        assertThat(Returns.of(content, 1000, List.of(), refunds))
                .extracting(returns -> returns.quantities().get(0), Returns::pointsValue)
                .containsExactly(Fractions.of(1, 3), 333L);
    }

    @Test
    void theSequenceOfRefundsDoesNotMatter() {
        String refunds = "[{'amount': 12, 'items': [{'id': 'b', 'quantity': 1}]}, {'amount': 7}, {'amount': 9, 'goodwill_total': 9},"
                + "{'amount': 11, 'shipping_total': 3, 'tax_total': 2}, {'amount': 5, 'shipping_total': 0}]";
        for (int rotation = 0; rotation < 5; rotation++) {
            JsonNode order = json(THREE_ITEMS);
            List<Refund> all = new ArrayList<>(
                    parser().refunds(json("{'refunds': " + withIds(refunds) + "}"), currency(order)));
            Returns expected = Returns.of(parser().content(order, currency(order)), 0, all);
            Collections.rotate(all, rotation);
            assertThat(Returns.of(parser().content(order, currency(order)), 0, all)).isEqualTo(expected);
            assertThat(Returns.of(parser().content(order, currency(order)), 0, all.subList(0, rotation),
                    all.subList(rotation, all.size()))).isEqualTo(expected);
        }
    }

    private static void assertKept(String order, String refunds, String net, String tax, String shipping, long excess,
            long points) {
        OrderContent content = parser().content(json(order), currency(json(order)));
        Returns returns = returns(order, refunds);

        assertThat(List.of(kept(content, returns, true, line -> line.total() - line.tax(), returns.goodsNet()),
                kept(content, returns, true, Line::tax, returns.goodsTax()),
                kept(content, returns, false, Line::total, returns.shipping())))
                .as("%s", returns).containsExactly(net, tax, shipping);
        assertThat(returns.excess()).isEqualTo(excess);
        assertThat(returns.pointsValue()).isEqualTo(points);
    }

    private static String kept(OrderContent content, Returns returns, boolean goods, ToLongFunction<Line> value,
            BigFraction fraction) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < content.lines().size(); i++) {
            if (content.lines().get(i).isGoods() == goods) {
                sum = sum.add(returns.quantities().get(i).multiply(Fractions.of(value.applyAsLong(content.lines().get(i)))));
            }
        }
        return sum.multiply(fraction).multiply(returns.rest()).multiply(content.creditShare()).toString();
    }

    private static Returns returns(String order, String refunds) {
        JsonNode json = json(order);
        ContentParser parser = parser();
        OrderContent content = parser.content(json, currency(json));
        long paid = parser.promotions(json, currency(json)).orElse(List.of()).stream()
                .mapToLong(promotion -> promotion.amount().orElse(0)).sum();
        return Returns.of(content, paid, parser.refunds(json("{'refunds': " + refunds + "}"), currency(json)));
    }

    private static ContentParser parser() {
        return new ContentParser("DUST"::equals);
    }

    /** Refunds need ids, and the table does not. */
    private static String withIds(String refunds) {
        String read = refunds;
        for (int i = 0; read.contains("{'amount'"); i++) {
            read = read.replaceFirst("\\{'amount'", "{'id': 'r" + i + "', 'amount'");
        }
        return read;
    }

    private static Currency currency(JsonNode order) {
        return Currency.getInstance(order.path("currency_code").asText("EUR"));
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OrderReason.EVENT_INVALID);
    }
}
