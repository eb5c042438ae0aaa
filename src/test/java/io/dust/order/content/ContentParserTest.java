package io.dust.order.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dust.http.InvalidRequest;
import io.dust.http.json.StrictJson;
import io.dust.order.OrderReason;

import com.fasterxml.jackson.databind.JsonNode;

class ContentParserTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final ContentParser parser = new ContentParser(code -> code.toUpperCase(Locale.ROOT).startsWith("DUST-"));

    /** Each line: total, tax, discount and its tax, in cents. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'total': 100} | 10000 | goods 10000 0 0 0",
            "{'total': '120', 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | 12000 | goods 10800 1800 0 0, shipping 1200 200 0 0",
            "{'total': 108, 'tax_total': 18, 'discount_total': 12} | 10800 | goods 10800 1800 1200 200",
            "{'total': 108, 'tax_total': 18, 'discount_total': 12, 'discount_tax_total': 1} | 10800 | goods 10800 1800 1200 100",
            "{'total': 108, 'tax_total': 18, 'original_total': 120, 'original_tax_total': 20} | 10800 | goods 10800 1800 1200 200",
            "{'total': 100, 'shipping_total': 0, 'original_shipping_total': 6, 'discount_total': 16} | 10000 | goods 10000 0 1000 0, shipping 0 0 600 0",
            "{'total': 10, 'gift_card_total': 60, 'credit_line_total': 30} | 1000 | goods 10000 0 0 0",
            "{'total': 10, 'shipping_total': 20} | 1000 | goods 0 0 0 0, shipping 2000 0 0 0",
            "{'total': 0, 'discount_total': 100} | 0 | goods 0 0 10000 0",
            "{'total': 100, 'items': []} | 10000 | goods 10000 0 0 0",
            "{'total': 110, 'tax_total': 10, 'shipping_methods': [{'total': 11, 'tax_total': 1}]} | 11000 | goods 9900 900 0 0, shipping 1100 100 0 0" })
    void anOrderWithoutItemsHasOneLineOfGoods(String order, long total, String lines) {
        OrderContent content = content(order);

        assertThat(content.total()).isEqualTo(total);
        assertThat(lines(content)).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // Totals of the lines as they are.
            "{'total': 50, 'items': [{'total': 30, 'tax_total': 5, 'discount_total': 6, 'discount_tax_total': 1}, {'total': 20}]} | goods 3000 500 600 100, goods 2000 0 0 0",
            // A price for each instead of a total.
            "{'total': 50, 'items': [{'unit_price': 12.5, 'quantity': 4}]} | goods 5000 0 0 0",
            "{'total': 45, 'items': [{'unit_price': 12.5, 'quantity': 4.0, 'discount_total': 5}]} | goods 4500 0 500 0",
            "{'total': 1, 'items': [{'unit_price': 0.333, 'quantity': 3}]} | goods 100 0 0 0",
            // Shipping without methods, with methods.
            "{'total': 36, 'shipping_total': 6, 'shipping_tax_total': 1, 'items': [{'total': 30, 'tax_total': 5}]} | goods 3000 500 0 0, shipping 600 100 0 0",
            "{'total': 36, 'items': [{'total': 30}], 'shipping_methods': [{'total': 4}, {'amount': 3, 'discount_total': 1}]} | goods 3000 0 0 0, shipping 400 0 0 0, shipping 200 0 100 0",
            // Rounded lines add up to the total.
            "{'total': 100, 'items': [{'total': 33.333}, {'total': 33.333}, {'total': 33.333}]} | goods 3334 0 0 0, goods 3333 0 0 0, goods 3333 0 0 0",
            "{'total': 120, 'tax_total': 20, 'items': [{'total': 40, 'tax_total': 6.666}, {'total': 40, 'tax_total': 6.666}, {'total': 40, 'tax_total': 6.666}]} | goods 4000 666 0 0, goods 4000 667 0 0, goods 4000 667 0 0",
            "{'total': 1.01, 'items': [{'total': 0.204}, {'total': 0.803}]} | goods 20 0 0 0, goods 81 0 0 0",
            "{'total': 90, 'discount_total': 10, 'discount_tax_total': 2, 'items': [{'total': 45, 'discount_total': 4.996, 'discount_tax_total': 0.996}, {'total': 45, 'discount_total': 4.996, 'discount_tax_total': 0.996}]} | goods 4500 0 500 100, goods 4500 0 500 100",
            "{'total': 90, 'discount_total': 10.01, 'discount_tax_total': 2.01, 'items': [{'total': 45, 'discount_total': 5, 'discount_tax_total': 1}, {'total': 45, 'discount_total': 5, 'discount_tax_total': 1}]} | goods 4500 0 501 101, goods 4500 0 500 100",
            // Tax and its rate from the order.
            "{'total': 120, 'tax_total': 20, 'items': [{'total': 90}, {'total': 30}]} | goods 9000 1500 0 0, goods 3000 500 0 0",
            "{'total': 120, 'tax_total': 20, 'items': [{'total': 90, 'tax_total': 18}, {'total': 30}]} | goods 9000 1800 0 0, goods 3000 200 0 0",
            "{'total': 108, 'tax_total': 18, 'items': [{'total': 108, 'discount_total': 12}]} | goods 10800 1800 1200 200",
            "{'total': 108, 'items': [{'total': 108, 'tax_total': 18, 'original_total': 120, 'original_tax_total': 20}]} | goods 10800 1800 1200 200",
            // A discount of the order that the lines do not have.
            "{'total': 90, 'discount_total': 10, 'tax_total': 15, 'items': [{'total': 75}, {'total': 25}]} | goods 6750 1125 750 125, goods 2250 375 250 42",
            "{'total': 90, 'discount_total': 10, 'items': [{'total': 60, 'tax_total': 10}, {'total': 40}]} | goods 5400 900 600 100, goods 3600 0 400 0",
            // A tax that is larger than the line.
            "{'total': 1, 'tax_total': 5, 'items': [{'total': 1, 'tax_total': 5}]} | goods 100 100 0 0" })
    void itemsAndShippingMethodsAreLines(String order, String lines) {
        assertThat(lines(content(order))).isEqualTo(lines);
    }

    /** The totals of Medusa 2.21 are those of what was not returned; the quantity is the full one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'quantity': 2, 'returned_quantity': 1, 'total': 24, 'tax_total': 4 | 24 | 2400 | goods 2400 400 0 0",
            "'quantity': 2, 'detail': {'return_received_quantity': 1}, 'return_received_total': 12, 'total': 12, 'tax_total': 2 | 12 | 2400 | goods 2400 400 0 0",
            "'quantity': 2, 'detail': {'return_received_quantity': 1}, 'return_received_total': 12, 'total': 24, 'tax_total': 4 | 24 | 2400 | goods 2400 400 0 0",
            "'quantity': 3, 'detail': {'return_received_quantity': 1, 'return_dismissed_quantity': 1}, 'return_received_total': 12, 'return_dismissed_total': 12, 'total': 12, 'discount_total': 1 | 12 | 3600 | goods 3600 0 300 0",
            "'quantity': 2, 'return_received_quantity': 2, 'return_received_total': 24, 'total': 0 | 0 | 2400 | goods 2400 0 0 0",
            "'quantity': 2, 'return_received_quantity': 5, 'total': 24 | 24 | 2400 | goods 2400 0 0 0",
            "'quantity': 2, 'return_received_quantity': 1, 'total': 24 | 12 | 2400 | goods 2400 0 0 0" })
    void aReturnedItemHasTheMoneyOfItsFullQuantity(String item, String orderTotal, long total, String lines) {
        OrderContent content = content("{'total': %s, 'items': [{%s}]}".formatted(orderTotal, item));

        assertThat(content.total()).isEqualTo(total);
        assertThat(lines(content)).isEqualTo(lines);
        assertThat(content.lines().get(0).returned()).isBetween(1L, 2L);
    }

    @Test
    void aLineHasItsIdentityAndItsAttributes() {
        Line line = content("""
                {"total": 10, "items": [{"id": "item_1", "quantity": 2, "return_received_quantity": 1, "total": 10,
                 "discount_total": 4, "is_giftcard": true, "product_id": "prod_1", "variant_id": "variant_1",
                 "product_type": "Shirt", "product_collection": "Summer", "adjustments": [{"code": "dust-1", "amount": 3},
                 {"code": "SALE", "amount": 1}, {"amount": 1}],
                 "product": {"id": "prod_1", "type": {"value": "Shirt"}, "collection": {"handle": "summer", "title": "Summer"},
                   "categories": [{"id": "pcat_1", "handle": "men", "name": ""}], "tags": [{"value": "new"}, "old", 7]},
                 "variant": {"id": "variant_1", "product": {"type_id": "ptyp_1"}}}]}""").lines().get(0);

        assertThat(line.toJson().encode().replace('"', '\'')).isEqualTo("{'id':'item_1','quantity':2,'returned':1,"
                + "'total':1000,'discount':400,'points_discount':300,'gift_card':true,'category':['men','pcat_1'],"
                + "'collection':['Summer','summer'],'product':['prod_1'],'tag':['new','old'],'type':['Shirt','ptyp_1'],"
                + "'variant':['variant_1']}");
        assertThat(content("{'total': 1, 'items': [{'total': 1, 'adjustments': []}]}").lines().get(0).pointsDiscount())
                .isZero();
        assertThat(content("{'total': 1, 'items': [{'total': 1}]}").lines().get(0).pointsDiscount()).isNull();
    }

    @Test
    void whatIsRoundedIsNoted() {
        content("{'total': 34.116425, 'tax_total': 2.686425, 'shipping_total': '1.00'}");

        assertThat(parser.notes()).containsExactly("total was rounded from 34.116425 to 34.12.",
                "tax_total was rounded from 2.686425 to 2.69.");
        content("{'total': 9, 'items': [%s]}".formatted(IntStream.range(0, 9).mapToObj(i -> "{'total': 1.001}")
                .collect(Collectors.joining(","))));
        assertThat(parser.notes()).hasSize(5).contains("items[0].total was rounded from 1.001 to 1.00.");
    }

    @Test
    void theOrderOfTheItemsDoesNotMatter() {
        String one = "{'id': 'a', 'total': 33.333}";
        String other = "{'id': 'b', 'total': 33.333}";
        String order = "{'total': 66.67, 'items': [%s, %s]}";

        assertThat(content(order.formatted(one, other)).canonical())
                .isEqualTo(content(order.formatted(other, one)).canonical())
                .isNotEqualTo(content(order.formatted(one, one.replace("'a'", "'c'"))).canonical());
    }

    @Test
    void promotionsAreOptional() {
        assertThat(parser.promotions(json("{}"), EUR)).isEmpty();
        assertThat(parser.promotions(json("{'promotions': []}"), EUR).orElseThrow()).isEmpty();
        assertThat(parser.promotions(json("{'promotions': [{'code': 'A', 'amount': 1.5}, {'code': 'B'}, {'id': 'C'}]}"), EUR)
                .orElseThrow()).extracting(Promotion::canonical).containsExactly("A=150", "B");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'id': 'r', 'amount': 10} | r 1000",
            "{'id': 'r', 'amount': '10', 'paid_with_points': 2} | r 1000 200",
            "{'id': 'r', 'amount': 10, 'items': [{'id': 'a', 'quantity': 1}, {'item_id': 'b', 'quantity': 2}, {'line_item_id': 'a', 'quantity': 1}, {'id': 'c', 'quantity': 0}]} | r 1000 {\"items\":{\"a\":2,\"b\":2}}",
            "{'id': 'r', 'amount': 10, 'shipping_total': 0, 'tax_total': 1, 'goodwill_total': 2} | r 1000 {\"shipping_total\":0,\"tax_total\":100,\"goodwill_total\":200}" })
    void aRefundMaySayWhatItIsFor(String refund, String canonical) {
        Refund read = parser.refund(json(refund), "refund.", EUR);

        assertThat(read.canonical()).isEqualTo(canonical);
        assertThat(Refund.of(read.toJson())).isEqualTo(read);
        assertThat(parser.refunds(json("{'refunds': [%s]}".formatted(refund)), EUR)).containsExactly(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{} | total must be given.",
            "{'total': 'NaN'} | total must be a decimal number.",
            "{'total': -0.001} | total must not be negative.",
            "{'total': 1, 'gift_card_total': true} | gift_card_total must be a decimal number.",
            "{'total': 1, 'items': {}} | items must be a list.",
            "{'total': 1, 'items': [5]} | items[0] must be a JSON object.",
            "{'total': 1, 'items': [{}]} | items[0].total must be given.",
            "{'total': 1, 'items': [{'total': 1}, {'total': -1}]} | items[1].total must not be negative.",
            "{'total': 1, 'items': [{'total': 1, 'quantity': 1.5}]} | items[0].quantity must be a whole number from 0 to 1000000.",
            "{'total': 1, 'items': [{'total': 1, 'quantity': 1000001}]} | items[0].quantity must be a whole number from 0 to 1000000.",
            "{'total': 1, 'items': [{'total': 1, 'detail': {'return_received_quantity': 'x'}}]} | items[0].detail.return_received_quantity must be a decimal number.",
            "{'total': 1, 'items': [{'total': 1, 'id': ''}]} | items[0].id must be 1 to 64 printable characters.",
            "{'total': 1, 'items': [{'total': 1, 'id': 7}]} | items[0].id must be 1 to 64 printable characters.",
            "{'total': 1, 'items': [{'total': 1, 'id': 'a'}, {'total': 1, 'id': 'a'}]} | items[1].id must be another one than those before.",
            "{'total': 1, 'items': [{'total': 1, 'adjustments': [{'amount': 'x'}]}]} | items[0].adjustments[0].amount must be a decimal number.",
            "{'total': 1, 'shipping_methods': [{}]} | shipping_methods[0].total must be given.",
            "{'total': 90071992547409.92} | total must be at most 9007199254740991 minor units.",
            "{'total': 1, 'items': [{'unit_price': 90071992547409, 'quantity': 2}]} | items[0].unit_price must be at most 9007199254740991 minor units." })
    void aWrongMemberIsNamed(String order, String detail) {
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> content(order))
                .satisfies(invalid -> assertThat(invalid.detail()).isEqualTo(detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'amount': 1} | refunds[0].id must be 1 to 64 printable characters.",
            "{'id': 'r'} | refunds[0].amount must be given.",
            "{'id': 'r', 'amount': 1, 'items': [{'id': 'a'}]} | refunds[0].items[0].quantity must be given.",
            "{'id': 'r', 'amount': 1, 'items': [{'quantity': 1}]} | refunds[0].items[0].id must be 1 to 64 printable characters.",
            "{'id': 'r', 'amount': 1, 'goodwill_total': -1} | refunds[0].goodwill_total must not be negative.",
            "{'id': 'r', 'amount': 1}, {'id': 'r', 'amount': 2} | refunds[1].id must be another one than those before." })
    void aWrongMemberOfARefundIsNamed(String refunds, String detail) {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> parser.refunds(json("{'refunds': [%s]}".formatted(refunds)), EUR))
                .satisfies(invalid -> assertThat(invalid.detail()).isEqualTo(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = { "items 501", "shipping_methods 101", "promotions 101" })
    void listsHaveALimit(String limit) {
        String name = limit.split(" ")[0];
        String list = IntStream.range(0, Integer.parseInt(limit.split(" ")[1])).mapToObj(i -> "{'total': 0, 'code': 'x'}")
                .collect(Collectors.joining(","));

        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> {
            JsonNode order = json("{'total': 1, '%s': [%s]}".formatted(name, list));
            parser.content(order, EUR);
            parser.promotions(order, EUR);
        }).satisfies(invalid -> assertThat(invalid.detail()).startsWith(name + " must have at most "));
    }

    @Test
    void aJsonOfTheContentIsTheSameContent() {
        OrderContent content = content("""
                {"total": 40, "gift_card_total": 5, "items": [{"id": "b", "quantity": 3, "returned_quantity": 1, "total": 30.01,
                 "tax_total": 5, "discount_total": 2, "is_giftcard": true, "adjustments": [{"code": "DUST-1", "amount": 1}],
                 "product_id": "p"}, {"id": "a", "total": 10}], "shipping_total": 5}""");

        OrderContent read = OrderContent.of(content.toJson());

        assertThat(read).isEqualTo(content);
        assertThat(read.canonical()).isEqualTo(content.canonical());
        assertThat(content.lines()).extracting(Line::id).containsExactly("a", "b", "");
    }

    private OrderContent content(String order) {
        return parser.content(json(order), EUR);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OrderReason.EVENT_INVALID);
    }

    private static String lines(OrderContent content) {
        return content.lines().stream().map(line -> "%s %d %d %d %d".formatted(line.kind().name().toLowerCase(Locale.ROOT),
                line.total(), line.tax(), line.discount(), line.discountTax())).collect(Collectors.joining(", "));
    }
}
