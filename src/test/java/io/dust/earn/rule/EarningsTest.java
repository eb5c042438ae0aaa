package io.dust.earn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order earns. Points are one for a unit of EUR, unless a rule has another rate. */
class EarningsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // The basis.
            "{} | {'total': 120, 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | 120.00 | 120",
            "{'basis': {'tax': false}} | {'total': 120, 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | 100.00 | 100",
            "{'basis': {'shipping': false}} | {'total': 120, 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | 108.00 | 108",
            "{'basis': {'tax': false, 'shipping': false}} | {'total': 120, 'tax_total': 20, 'shipping_total': 12, 'shipping_tax_total': 2} | 90.00 | 90",
            // E02: a discount with tax in it.
            "{'basis': {'tax': false, 'discounts': false}} | {'total': 108, 'tax_total': 18, 'discount_total': 12} | 100.00 | 100",
            "{'basis': {'discounts': false}} | {'total': 108, 'tax_total': 18, 'discount_total': 12} | 120.00 | 120",
            "{'basis': {'shipping': false, 'discounts': false}} | {'total': 90, 'shipping_total': 0, 'original_shipping_total': 6, 'discount_total': 16} | 100.00 | 100",
            "{'basis': {'discounts': false}} | {'total': 80, 'promotions': [{'code': 'SPRING', 'amount': 20}]} | 100.00 | 100",
            // Lines that are more than the total.
            "{} | {'total': 10, 'shipping_total': 20} | 10.00 | 10",
            // E25: nothing to pay.
            "{'basis': {'discounts': false}} | {'total': 0, 'discount_total': 100} | 100.00 | 100",
            "{} | {'total': 0, 'discount_total': 100} | 0.00 | 0",
            // What points paid for earns nothing.
            "{'basis': {'discounts': false}} | {'total': 80, 'discount_total': 20, 'promotions': [{'code': 'DUST', 'amount': 15}]} | 85.00 | 85",
            "{'basis': {'discounts': false}} | {'total': 80, 'discount_total': 20, 'promotions': [{'code': 'DUST'}]} | 80.00 | 80",
            "{'basis': {'discounts': false, 'tax': false}} | {'total': 96, 'tax_total': 16, 'discount_total': 24, 'promotions': [{'code': 'DUST', 'amount': 12}]} | 90.00 | 90",
            "{'basis': {'discounts': false}} | {'total': 80, 'discount_total': 20, 'items': [{'total': 80, 'discount_total': 20, 'adjustments': [{'code': 'DUST', 'amount': 5}]}]} | 95.00 | 95",
            "{'basis': {'discounts': false}} | {'total': 80, 'shipping_total': 0, 'original_shipping_total': 6, 'discount_total': 20, 'promotions': [{'code': 'DUST', 'amount': 20}]} | 80.00 | 80",
            // E26: what gift cards and credits paid earns nothing.
            "{} | {'total': 10, 'gift_card_total': 100} | 10.00 | 10",
            "{} | {'total': 0, 'credit_line_total': 100} | 0.00 | 0",
            "{} | {'total': 50, 'gift_card_total': 50, 'items': [{'id': 'a', 'total': 60}, {'id': 'b', 'total': 40}]} | 50.00 | 50",
            // E09: points for the minimum order.
            "{'minimum_order': 50} | {'total': 45, 'discount_total': 15, 'promotions': [{'code': 'DUST', 'amount': 15}]} | 45.00 | 0",
            "{'minimum_order': 50, 'minimum_order_with_points': true} | {'total': 45, 'discount_total': 15, 'promotions': [{'code': 'DUST', 'amount': 15}]} | 45.00 | 45",
            "{'minimum_order': 50, 'minimum_order_with_points': true, 'basis': {'tax': false}} | {'total': 54, 'tax_total': 9, 'discount_total': 6, 'promotions': [{'code': 'DUST', 'amount': 6}]} | 45.00 | 45",
            "{'minimum_order': 50.01, 'minimum_order_with_points': true, 'basis': {'tax': false}} | {'total': 54, 'tax_total': 9, 'discount_total': 6, 'promotions': [{'code': 'DUST', 'amount': 6}]} | 45.00 | 0",
            "{'minimum_order': 50} | {'total': 50} | 50.00 | 50",
            "{'minimum_order': 50} | {'total': 49.99} | 49.99 | 0",
            // The weight does not lower an order under the minimum; an excluded line does.
            "{'minimum_order': 50, 'lines': [{'weight': {'numerator': 1, 'denominator': 2}}]} | {'total': 50, 'items': [{'total': 50}]} | 25.00 | 25",
            "{'minimum_order': 50, 'lines': [{'tags': ['x'], 'weight': {'numerator': 0, 'denominator': 1}}]} | {'total': 60, 'items': [{'total': 40}, {'total': 20, 'product': {'tags': ['x']}}]} | 40.00 | 0",
            // E27: gift cards that are sold.
            "{} | {'total': 100, 'items': [{'id': 'a', 'total': 60}, {'id': 'b', 'total': 40, 'is_giftcard': true}]} | 60.00 | 60",
            "{'gift_cards': true} | {'total': 100, 'items': [{'id': 'a', 'total': 60}, {'id': 'b', 'total': 40, 'is_giftcard': true}]} | 100.00 | 100",
            // E29: items weigh differently; the first rule counts.
            "{'lines': [{'categories': ['sale'], 'weight': {'numerator': 1, 'denominator': 2}}]} | {'total': 100, 'items': [{'total': 60}, {'total': 40, 'product': {'categories': [{'handle': 'sale'}]}}]} | 80.00 | 80",
            "{'lines': [{'products': ['p'], 'weight': {'numerator': 0, 'denominator': 1}}, {'weight': {'numerator': 3, 'denominator': 1}}]} | {'total': 100, 'items': [{'total': 60}, {'total': 40, 'product_id': 'p'}]} | 180.00 | 180",
            "{'lines': [{'products': ['p'], 'tags': ['x'], 'weight': {'numerator': 0, 'denominator': 1}}]} | {'total': 40, 'items': [{'total': 40, 'product_id': 'p'}]} | 40.00 | 40",
            "{'lines': [{'weight': {'numerator': 0, 'denominator': 1}}]} | {'total': 46, 'shipping_total': 6, 'items': [{'total': 40}]} | 6.00 | 6",
            // E30: a maximum, before and after returns.
            "{'maximum_points': 500} | {'total': 1000} | 1000.00 | 500",
            "{'maximum_points': 500} | {'total': 1000, 'refunds': [{'id': 'r', 'amount': 400}]} | 600.00 | 500",
            "{'maximum_points': 500} | {'total': 1000, 'refunds': [{'id': 'r', 'amount': 600}]} | 400.00 | 400",
            // E11: a refund does not take an order under its minimum.
            "{'minimum_order': 50} | {'total': 60, 'refunds': [{'id': 'r', 'amount': 20}]} | 40.00 | 40",
            // R02: goods without shipping, and shipping alone.
            "{'basis': {'shipping': false}} | {'total': 120, 'shipping_total': 20, 'refunds': [{'id': 'r', 'amount': 100}]} | 16.66 | 16",
            "{'basis': {'shipping': false}} | {'total': 120, 'shipping_total': 20, 'refunds': [{'id': 'r', 'amount': 100, 'shipping_total': 0}]} | 0.00 | 0",
            "{'basis': {'shipping': false}} | {'total': 120, 'shipping_total': 20, 'refunds': [{'id': 'r', 'amount': 20, 'shipping_total': 20}]} | 100.00 | 100",
            "{} | {'total': 120, 'tax_total': 20, 'refunds': [{'id': 'r', 'amount': 20, 'tax_total': 20}]} | 100.00 | 100",
            // R05 and E05.
            "{} | {'total': 30, 'refunds': [{'id': 'r', 'amount': 35}]} | 0.00 | 0",
            "{'rate': {'numerator': 1, 'denominator': 100}} | {'currency_code': 'KWD', 'total': 12.345, 'refunds': [{'id': 'r', 'amount': 4.115}]} | 8.230 | 82",
            // E12, M22, E04.
            "{'rate': {'numerator': 1, 'denominator': 100000}} | {'total': 196000} | 196000.00 | 196",
            "{} | {'currency_code': 'USD', 'total': 59.699999999999996} | 59.70 | 59",
            "{'rate': {'numerator': 1, 'denominator': 1}} | {'currency_code': 'JPY', 'total': 275} | 275 | 275" })
    void anOrderEarns(String rule, String order, String amount, long points) {
        EarningExample example = EarningExample.of(rule, order);

        assertThat(example.amount()).isEqualTo(amount);
        assertThat(example.earnings().points()).isEqualTo(points);
        example.assertBreakdown();
    }

    /** E13: 2 and 3 at the same time. */
    @ParameterizedTest
    @CsvSource({ "multiply, 600", "add, 400", "best, 300" })
    void campaignsCombineAsTheRuleSays(String combine, long points) {
        String rule = "{'campaigns_combine': '%s', 'campaigns': [%s, %s, %s]}".formatted(combine, campaign(2, "2026-11-27"),
                campaign(3, "2026-11-20"), campaign(9, "2027-01-01"));

        assertThat(EarningExample.of(rule, "{'total': 100}").earnings().points()).isEqualTo(points);
        assertThat(EarningExample.of(rule.replace("'numerator': 2", "'numerator': 0"), "{'total': 100}").earnings().points())
                .isEqualTo(combine.equals("multiply") ? 0 : combine.equals("add") ? 200 : 300);
    }

    @Test
    void nothingIsEarnedAfterTheValidityOfTheRule() {
        assertThat(EarningExample.of("{'valid_until': '%s'}".formatted(NOW.plusNanos(1)), "{'total': 100}").earnings().points())
                .isEqualTo(100);
        assertThat(EarningExample.of("{'valid_until': '%s'}".formatted(NOW), "{'total': 100}").earnings().points()).isZero();
    }

    @Test
    void moreThanABalanceCanHoldIsTooMuch() {
        String rule = "{'rate': {'numerator': 2, 'denominator': 1}}";
        String order = "{'total': 90071992547409.91, 'refunds': [{'id': 'r', 'amount': 90071992547409.91}]}";

        assertThat(EarningExample.of(rule, order).earnings().exceedsLimit()).as("also when all of it came back").isTrue();
        assertThat(EarningExample.of(rule.replace("2", "1"), order).earnings().exceedsLimit()).isFalse();
        assertThat(EarningExample.of(rule.replace("}}", "}, 'maximum_points': 5}"), order).earnings().exceedsLimit()).isFalse();
        assertThat(EarningExample.of("{'lines': [{'weight': {'numerator': 1000000000, 'denominator': 1}}]}", order).earnings()
                .exceedsLimit()).isTrue();
    }

    @Test
    void thePointsFollowFromTheStoredNumbers() {
        assertThat(EarningExample.of("{'rate': {'numerator': 5, 'denominator': 100}, 'maximum_points': 500}",
                "{'total': 100, 'tax_total': 3, 'shipping_total': 40, 'refunds': [{'id': 'r', 'amount': 70}]}").earnings()
                .toJson().encode())
                .isEqualTo("{\"rule_version\":7,\"amount\":3000,\"total\":10000,\"refunded\":7000,\"numerator\":5,"
                        + "\"denominator\":100,\"maximum\":500}");
        assertThat(EarningExample.of("{'basis': {'shipping': false}}",
                "{'total': 120, 'shipping_total': 20, 'refunds': [{'id': 'r', 'amount': 100}]}").earnings().toJson().encode())
                .isEqualTo("{\"rule_version\":7,\"amount\":1666,\"total\":12000,\"refunded\":10000,\"numerator\":1,"
                        + "\"denominator\":100,\"maximum\":null,\"exact_amount\":\"5000/3\"}");
    }

    private static String campaign(int multiplier, String day) {
        return "{'name': 'x', 'multiplier': {'numerator': %d, 'denominator': 1}, 'valid_from': '%sT00:00:00Z', 'valid_until': '2027-02-01T00:00:00Z'}"
                .formatted(multiplier, day);
    }
}
