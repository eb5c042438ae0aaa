package io.dust.order.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.numbers.fraction.BigFraction;

/** The part of the discount paid with points that came back. */
final class ReturnedPoints {

    private ReturnedPoints() {
    }

    /**
     * The amount in minor units, rounded down once. A refund that says the amount has that one, and
     * a refund that only names items has the share of these items. Items that came back without
     * such a refund have their share too, or what refunds without items say if that is more.
     */
    static long value(OrderContent content, long paidWithPoints, Collection<Refund> refunds, Collection<Refund> later,
            ReturnedQuantities quantities) {
        if (paidWithPoints == 0) {
            return 0;
        }
        List<Refund> all = Stream.concat(refunds.stream(), later.stream()).toList();
        List<Refund> open = all.stream().filter(refund -> refund.paidWithPoints().isEmpty()).toList();
        List<Long> named = content.lines().stream().map(line -> ReturnedQuantities.named(line, open)).toList();
        long told = told(all);
        long toldOfLines = told(refunds.stream().filter(refund -> refund.items().isEmpty()).toList());
        long byLines = ofLines(content, paidWithPoints, sums(content, named, quantities.withoutRefund()));
        long byRefunds = Math.addExact(ofLines(content, paidWithPoints, named), toldOfLines);
        return Math.min(Math.addExact(Math.max(byLines, byRefunds), told - toldOfLines), paidWithPoints);
    }

    private static long told(Collection<Refund> refunds) {
        return refunds.stream().mapToLong(refund -> refund.paidWithPoints().orElse(0)).reduce(0, Math::addExact);
    }

    private static List<Long> sums(OrderContent content, List<Long> one, List<Long> other) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sums.add(Math.min(one.get(i) + other.get(i), content.lines().get(i).quantity()));
        }
        return sums;
    }

    private static long ofLines(OrderContent content, long paidWithPoints, List<Long> returned) {
        List<BigFraction> parts = PointsParts.of(content, paidWithPoints).stream().map(PointsParts.Part::amount).toList();
        BigFraction all = Fractions.sum(parts);
        BigFraction back = Fractions.sum(IntStream.range(0, parts.size()).filter(i -> returned.get(i) > 0)
                .mapToObj(i -> parts.get(i).multiply(ReturnedQuantities.fraction(returned.get(i), content.lines().get(i))))
                .toList());
        // The parts may differ from the whole by rounding; together they are the whole.
        return all.signum() == 0 ? 0
                : Fractions.floor(back.divide(all).multiply(Fractions.of(paidWithPoints))).longValueExact();
    }
}
