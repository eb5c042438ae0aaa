package io.dust.earn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.dust.earn.rule.EarningModel.ModelLine;
import io.dust.earn.rule.EarningModel.ModelRefund;
import io.dust.order.content.OrderContent;

/** Compares random orders with lines, and what comes back of them, with {@link EarningModel}. */
class RandomEarningsTest {

    private static final int ORDERS = 500;
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "XPF", "KWD");
    private static final Map<String, long[]> WEIGHTS = new TreeMap<>(
            Map.of("half", new long[] { 1, 2 }, "none", new long[] { 0, 1 }, "third", new long[] { 4, 3 }));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void everyOrderEarnsWhatTheModelSays() {
        for (int i = 0; i < ORDERS; i++) {
            playOrder("seed %d, order %d".formatted(seed, i));
        }
    }

    private void playOrder(String name) {
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        EarningModel model = randomOrder();
        String rule = rule(model);
        boolean returnsAreOfOrder = random.nextBoolean();
        List<String> refunds = new ArrayList<>();
        assertEarns(name, rule, order(model, currency), refunds, model, Long.MAX_VALUE);
        for (int count = random.nextInt(6); count > 0; count--) {
            long before = model.points();
            ModelRefund refund = randomRefund(model, returnsAreOfOrder);
            model.refunds().add(refund);
            if (!refund.isOfOrder()) {
                refunds.add(json(refund, "r" + refunds.size(), currency));
                Collections.shuffle(refunds, random);
            }
            assertEarns(name, rule, order(model, currency), refunds, model, before);
        }
        long left = Math.max(model.total() - model.refunds().stream().mapToLong(ModelRefund::amount).sum(), 0);
        refunds.add("{'id': 'last', 'amount': %s}".formatted(major(left, currency)));
        if (model.total() > 0) {
            assertThat(EarningExample.of(rule, order(model, currency), refunds.toString()).earnings().points())
                    .as("%s: all of %s refunded by %s", name, model, refunds).isZero();
        }
    }

    private void assertEarns(String name, String rule, String order, List<String> refunds, EarningModel model, long before) {
        EarningExample example = EarningExample.of(rule, order, refunds.toString());

        assertThat(example.earnings().points()).as("%s: %s %s %s", name, rule, order, refunds).isEqualTo(model.points())
                .isLessThanOrEqualTo(before);
        example.assertBreakdown();
        assertThat(OrderContent.of(example.content().toJson()).canonical()).isEqualTo(example.content().canonical());
    }

    private EarningModel randomOrder() {
        List<ModelLine> lines = new ArrayList<>();
        for (int items = 1 + random.nextInt(5); items > 0; items--) {
            lines.add(randomLine(true));
        }
        for (int methods = random.nextInt(3); methods > 0; methods--) {
            lines.add(randomLine(false));
        }
        long sum = lines.stream().mapToLong(ModelLine::total).sum();
        long credit = random.nextInt(3) == 0 ? random.nextLong(sum + 1) : 0;
        return new EarningModel(lines, sum - credit, credit, random.nextBoolean(), random.nextBoolean(), random.nextBoolean(),
                1 + random.nextInt(7), 1 + random.nextInt(300), random.nextInt(3) == 0 ? random.nextInt(5000) : null,
                new ArrayList<>());
    }

    private ModelLine randomLine(boolean goods) {
        long total = random.nextInt(10) == 0 ? 0 : random.nextInt(200_000);
        long tax = random.nextLong(total / 5 + 1);
        long discount = random.nextBoolean() ? 0 : random.nextInt(30_000);
        List<String> tags = new ArrayList<>(WEIGHTS.keySet());
        String tag = goods && random.nextInt(3) == 0 ? tags.get(random.nextInt(tags.size())) : null;
        return new ModelLine(goods, 1 + random.nextInt(4), total, tax, discount, random.nextLong(discount / 5 + 1),
                goods ? random.nextLong(discount + 1) : 0, tag, tag == null ? new long[] { 1, 1 } : WEIGHTS.get(tag),
                goods && random.nextInt(10) == 0);
    }

    /** A refund of an item, of shipping and goods, of goodwill, or without words; or a returned item. */
    private ModelRefund randomRefund(EarningModel model, boolean returnsAreOfOrder) {
        long amount = random.nextLong(model.total() / 2 + 1);
        int line = random.nextInt(model.lines().size());
        return switch (random.nextInt(4)) {
            case 0 -> model.lines().get(line).goods()
                    ? new ModelRefund(returnsAreOfOrder ? 0 : amount, line,
                            1 + random.nextLong(model.lines().get(line).quantity()), null, 0, returnsAreOfOrder)
                    : new ModelRefund(amount, null, 0, amount, 0, false);
            case 1 -> new ModelRefund(amount, null, 0, random.nextLong(amount + 1), 0, false);
            case 2 -> new ModelRefund(amount, null, 0, null, amount, false);
            default -> new ModelRefund(amount, null, 0, null, 0, false);
        };
    }

    private String rule(EarningModel model) {
        String lines = WEIGHTS.entrySet().stream()
                .map(weight -> "{'tags': ['%s'], 'weight': {'numerator': %d, 'denominator': %d}}"
                        .formatted(weight.getKey(), weight.getValue()[0], weight.getValue()[1]))
                .collect(Collectors.joining(","));
        return "{'rate': {'numerator': %d, 'denominator': %d}, 'basis': {'tax': %s, 'shipping': %s, 'discounts': %s}, 'maximum_points': %s, 'lines': [%s]}"
                .formatted(model.numerator(), model.denominator(), model.withTax(), model.withShipping(),
                        !model.beforeDiscounts(),
                        model.maximum(), lines);
    }

    private String order(EarningModel model, String currency) {
        List<String> items = new ArrayList<>();
        List<String> methods = new ArrayList<>();
        for (int i = 0; i < model.lines().size(); i++) {
            ModelLine line = model.lines().get(i);
            String money = "'total': %s, 'tax_total': %s, 'discount_total': %s, 'discount_tax_total': %s".formatted(
                    major(line.total(), currency), major(line.tax(), currency), major(line.discount(), currency),
                    major(line.discountTax(), currency));
            if (line.goods()) {
                items.add(
                        "{'id': 'i%d', 'quantity': %d, 'returned_quantity': %d, %s, 'is_giftcard': %s, 'adjustments': [{'code': 'DUST-1', 'amount': %s}], 'product': {'tags': ['%s']}}"
                                .formatted(i, line.quantity(), returned(model, i), money, line.giftCard(),
                                        major(line.pointsPart(), currency),
                                        line.tag()));
            } else {
                methods.add("{" + money + "}");
            }
        }
        return "{'currency_code': '%s', 'total': %s, 'gift_card_total': %s, 'items': %s, 'shipping_methods': %s}"
                .formatted(currency, major(model.total(), currency), major(model.credit(), currency), items, methods);
    }

    private static long returned(EarningModel model, int line) {
        return model.refunds().stream().filter(refund -> refund.isOfOrder() && Integer.valueOf(line).equals(refund.line()))
                .mapToLong(ModelRefund::quantity).sum();
    }

    private String json(ModelRefund refund, String id, String currency) {
        String words = refund.line() != null
                ? ", 'items': [{'id': 'i%d', 'quantity': %d}]".formatted(refund.line(), refund.quantity())
                : refund.shipping() != null ? ", 'shipping_total': " + major(refund.shipping(), currency)
                        : refund.goodwill() > 0 ? ", 'goodwill_total': " + major(refund.goodwill(), currency) : "";
        return "{'id': '%s', 'amount': %s%s}".formatted(id, major(refund.amount(), currency), words);
    }

    private String major(long minorUnits, String currency) {
        String amount = BigDecimal.valueOf(minorUnits, Currency.getInstance(currency).getDefaultFractionDigits())
                .toPlainString();
        return random.nextBoolean() ? amount : "'" + amount + "'";
    }
}
