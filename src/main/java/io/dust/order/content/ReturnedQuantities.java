package io.dust.order.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How many of each line came back, in the order of the lines.
 *
 * @param returned all that came back, at most the quantity of the line
 * @param withoutRefund the part that only the line itself tells of, and no refund by its items
 */
record ReturnedQuantities(List<Long> returned, List<Long> withoutRefund) {

    /**
     * @param refunds those that describe the same goods as the lines
     * @param later refunds of other goods
     */
    static ReturnedQuantities of(OrderContent content, Collection<Refund> refunds, Collection<Refund> later) {
        List<Long> returned = new ArrayList<>();
        List<Long> withoutRefund = new ArrayList<>();
        for (Line line : content.lines()) {
            long named = named(line, refunds);
            returned.add(Math.min(Math.max(line.returned(), named) + named(line, later), line.quantity()));
            withoutRefund.add(Math.max(line.returned() - named, 0));
        }
        return new ReturnedQuantities(returned, withoutRefund);
    }

    /** The money that was paid for all that came back. */
    BigFraction value(OrderContent content) {
        return value(content, returned);
    }

    /** The money that was paid for what only the lines tell of. */
    BigFraction valueWithoutRefund(OrderContent content) {
        return value(content, withoutRefund);
    }

    /** The part of each line that did not come back. */
    List<BigFraction> kept(OrderContent content) {
        return IntStream.range(0, returned.size())
                .mapToObj(i -> fraction(content.lines().get(i).quantity() - returned.get(i), content.lines().get(i))).toList();
    }

    /** A part of the quantity of a line. */
    static BigFraction fraction(long part, Line line) {
        return part == line.quantity() ? BigFraction.ONE : part == 0 ? BigFraction.ZERO : Fractions.of(part, line.quantity());
    }

    /** How many of a line refunds name, at most its quantity. */
    static long named(Line line, Collection<Refund> refunds) {
        long named = line.isGoods() && !line.id().isEmpty()
                ? refunds.stream().mapToLong(refund -> refund.items().getOrDefault(line.id(), 0L)).sum()
                : 0;
        return Math.min(named, line.quantity());
    }

    private static BigFraction value(OrderContent content, List<Long> quantities) {
        return Fractions.sum(IntStream.range(0, quantities.size()).filter(i -> quantities.get(i) > 0)
                .mapToObj(i -> value(content.lines().get(i), quantities.get(i))).toList()).multiply(content.creditShare());
    }

    /** What a part of the quantity of a line costs, by whatever it was paid. */
    static BigFraction value(Line line, long part) {
        return fraction(part, line).multiply(Fractions.of(line.total()));
    }
}
