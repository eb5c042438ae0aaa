package io.dust.earn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.commons.numbers.fraction.BigFraction;

import io.dust.order.content.Fractions;
import io.dust.order.content.Line;
import io.dust.order.content.OrderContent;
import io.dust.order.content.PointsParts;
import io.dust.order.content.Returns;
import io.dust.setting.Ratio;

/** What the lines of an order count by a rule, in minor units and exact, in the order of the lines. */
record CountedLines(OrderContent content, Returns returns, List<Counted> lines) {

    /**
     * What counts of a line when nothing comes back and money pays for everything.
     *
     * @param net without tax
     * @param tax 0 when tax does not count
     * @param weight 0 when the line does not count
     * @param quantity the fraction that is kept of the quantity
     * @param paidWithPoints what points paid for, without its tax when tax does not count; it counts
     *        nothing
     */
    record Counted(boolean isGoods, BigFraction net, BigFraction tax, BigFraction weight, BigFraction quantity,
            BigFraction paidWithPoints) {

        static Counted of(Line line, PointsParts.Part points, BigFraction weight, BigFraction quantity,
                RuleDefinition.Basis basis) {
            BigFraction pointsNet = points.amount().subtract(points.tax());
            BigFraction net = Fractions.of(line.total() - line.tax());
            BigFraction tax = Fractions.of(line.tax());
            if (!basis.isAfterDiscounts()) {
                net = net.add(Fractions.minus(Fractions.of(line.discount() - line.discountTax()), pointsNet));
                tax = tax.add(Fractions.minus(Fractions.of(line.discountTax()), points.tax()));
            }
            return new Counted(line.isGoods(), net, basis.hasTax() ? tax : BigFraction.ZERO, weight, quantity,
                    basis.hasTax() ? points.amount() : pointsNet);
        }

        BigFraction all() {
            return net.add(tax);
        }

        BigFraction weighted(BigFraction amount) {
            return amount.multiply(weight).multiply(quantity);
        }
    }

    static CountedLines of(OrderContent content, long paidWithPoints, Returns returns, RuleDefinition rule) {
        List<PointsParts.Part> points = PointsParts.of(content, paidWithPoints);
        List<Counted> lines = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Line line = content.lines().get(i);
            Ratio weight = rule.weight(line);
            lines.add(Counted.of(line, points.get(i), Fractions.of(weight.numerator(), weight.denominator()),
                    returns.quantities().get(i), rule.basisOrDefault()));
        }
        return new CountedLines(content, returns, lines);
    }

    /** What counts when nothing comes back. */
    BigFraction ordered() {
        return sum(line -> true, line -> line.all().multiply(line.weight)).multiply(content.creditShare());
    }

    /** What counts after all that came back. */
    BigFraction kept() {
        BigFraction net = sum(Counted::isGoods, line -> line.weighted(line.net)).multiply(returns.goodsNet());
        BigFraction tax = sum(Counted::isGoods, line -> line.weighted(line.tax)).multiply(returns.goodsTax());
        BigFraction shipping = sum(line -> !line.isGoods, line -> line.weighted(line.all())).multiply(returns.shipping());
        return net.add(tax).add(shipping).multiply(content.creditShare()).multiply(returns.rest());
    }

    /** What counts of each line after all that came back. */
    List<BigFraction> keptOfEach() {
        BigFraction share = content.creditShare().multiply(returns.rest());
        return lines.stream()
                .map(line -> (line.isGoods
                        ? line.weighted(line.net.multiply(returns.goodsNet()).add(line.tax.multiply(returns.goodsTax())))
                        : line.weighted(line.all()).multiply(returns.shipping())).multiply(share))
                .toList();
    }

    /** What is compared with a minimum order. */
    BigFraction forMinimum(boolean withPoints) {
        return sum(line -> line.weight.signum() > 0, line -> withPoints ? line.all().add(line.paidWithPoints) : line.all())
                .multiply(content.creditShare());
    }

    private BigFraction sum(Predicate<Counted> counts, Function<Counted, BigFraction> amount) {
        return Fractions.sum(lines.stream().filter(counts).map(amount).toList());
    }
}
