package io.dust.order.state;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.dust.order.DiscountCode;
import io.dust.order.OrderEvent;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Refund;

/**
 * What a shop has told of an order. Every part counts by the instant for which it was true, so that
 * the facts follow from the set of events, and not from the order in which they arrive.
 *
 * @param placedAt the order's own time: the earliest that was told
 * @param paidAt the earliest instant at which the order was known to be paid
 * @param completedAt the earliest instant at which the order was known to be completed
 * @param refundsOfState the refunds in the newest state that has refunds
 * @param refunds the refunds of statements that are later than that state, by their ids
 * @param owner the customer to whom the order belongs
 * @param customers every customer to whom the order has belonged
 * @param sources every source that has told of the order
 */
public record OrderFacts(@Nullable Instant placedAt, @Nullable Told<OrderContent> content,
        @Nullable Told<List<Promotion>> promotions, @Nullable Told<Payment> payment, @Nullable Instant paidAt,
        @Nullable Instant completedAt, @Nullable Told<Boolean> canceled, @Nullable Told<List<Refund>> refundsOfState,
        Map<String, Told<Refund>> refunds, @Nullable Told<String> owner, SortedSet<String> customers,
        SortedSet<String> sources) {

    public static final OrderFacts NONE = new OrderFacts(null, null, null, null, null, null, null, null, Map.of(), null,
            new TreeSet<>(), new TreeSet<>());

    /**
     * A payment.
     *
     * @param paid false when the shop says that nothing is paid
     * @param total the total that is paid, in minor units; null when it is not known
     */
    record Payment(boolean paid, @Nullable Long total) {
    }

    /** Adds what an event says. */
    public OrderFacts with(OrderEvent event, Instant now) {
        Instant at = event.asOf(now);
        OrderFacts told = FactsOfEvent.read(event, at);
        if (event.isTimed()) {
            return join(told, OrderFacts::isGreater);
        }
        // Without a time, what is told last counts; what is told again keeps its time.
        return join(told.keepingTimesOf(this), (one, other) -> true);
    }

    /** Joins the facts that two accounts know of the same order. */
    public OrderFacts join(OrderFacts other) {
        return join(other, OrderFacts::isGreater);
    }

    private OrderFacts join(OrderFacts other, BiPredicate<Object, Object> wins) {
        Told<List<Refund>> ofState = Told.join(refundsOfState, other.refundsOfState, wins::test);
        return new OrderFacts(earlier(placedAt, other.placedAt), Told.join(content, other.content, wins::test),
                Told.join(promotions, other.promotions, wins::test), Told.join(payment, other.payment, wins::test),
                earlier(paidAt, other.paidAt), earlier(completedAt, other.completedAt),
                Told.join(canceled, other.canceled, (one, known) -> one), ofState, joinRefunds(other, ofState),
                Told.join(owner, other.owner, wins::test), union(customers, other.customers),
                union(sources, other.sources));
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
        if (one.containsAll(other)) {
            return one;
        }
        SortedSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private Map<String, Told<Refund>> joinRefunds(OrderFacts other, @Nullable Told<List<Refund>> ofState) {
        Map<String, Told<Refund>> all = new TreeMap<>();
        Stream.concat(refunds.entrySet().stream(), other.refunds.entrySet().stream())
                .filter(refund -> ofState == null || refund.getValue().at().isAfter(ofState.at()))
                .forEach(refund -> all.merge(refund.getKey(), refund.getValue(), OrderFacts::joinRefund));
        return all;
    }

    /** What the later of two statements about a refund leaves out, the earlier one adds. */
    private static Told<Refund> joinRefund(Told<Refund> one, Told<Refund> other) {
        boolean isLater = one.at().isAfter(other.at())
                || (one.at().equals(other.at()) && isGreater(one.value(), other.value()));
        return isLater ? new Told<>(one.value().completedBy(other.value()), one.at())
                : new Told<>(other.value().completedBy(one.value()), other.at());
    }

    private OrderFacts keepingTimesOf(OrderFacts known) {
        return new OrderFacts(placedAt, keep(known.content, content), keep(known.promotions, promotions),
                keep(known.payment, payment), paidAt, completedAt, keep(known.canceled, canceled),
                keep(known.refundsOfState, refundsOfState), refunds, keep(known.owner, owner), customers, sources);
    }

    private static <T> @Nullable Told<T> keep(@Nullable Told<T> known, @Nullable Told<T> told) {
        return known != null && told != null && canonical(known.value()).equals(canonical(told.value())) ? known : told;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** Of two values for one instant, any may count, but always the same. */
    private static boolean isGreater(Object one, Object other) {
        return one != other && canonical(one).compareTo(canonical(other)) > 0;
    }

    private static String canonical(Object value) {
        return value instanceof OrderContent known ? known.canonical()
                : value instanceof Refund refund ? refund.canonical()
                        : value instanceof Promotion promotion ? promotion.canonical()
                                : value instanceof List<?> list
                                        ? String.join(",", list.stream().map(OrderFacts::canonical).toList())
                                        : String.valueOf(value);
    }

    /** Whether these facts say the same, for whatever instant they were told. */
    public boolean saysTheSameAs(OrderFacts other) {
        return canonical().equals(other.canonical());
    }

    private String canonical() {
        return String.join("\n", String.valueOf(placedAt), value(content), value(promotions), value(payment),
                String.valueOf(paidAt), String.valueOf(completedAt), value(canceled), value(refundsOfState),
                String.join(",", refunds.values().stream().map(OrderFacts::value).toList()), value(owner));
    }

    private static String value(@Nullable Told<?> told) {
        return told == null ? "-" : canonical(told.value());
    }

    /** What the order consists of; null before the shop has told it. */
    public @Nullable OrderContent currentContent() {
        return content == null ? null : content.value();
    }

    public boolean isCanceled() {
        return canceled != null && canceled.value();
    }

    public boolean belongsTo(String customerId) {
        return owner != null && owner.value().equals(customerId);
    }

    /** Whether only other sources have told of the order so far. */
    public boolean isOfAnotherSource(String source) {
        return !sources.isEmpty() && !sources.contains(source);
    }

    /** All refunds that stand. */
    public Collection<Refund> currentRefunds() {
        Map<String, Refund> all = new TreeMap<>();
        if (refundsOfState != null) {
            refundsOfState.value().forEach(refund -> all.put(refund.id(), refund));
        }
        refunds.forEach((id, refund) -> all.merge(id, refund.value(), (known, later) -> later.completedBy(known)));
        return all.values();
    }

    /** The discounts that points paid for. */
    public List<Promotion> pointsDiscounts() {
        return promotions == null ? List.of()
                : promotions.value().stream().filter(promotion -> DiscountCode.is(promotion.code())).toList();
    }

    /** What points paid for, in minor units; 0 before the shop has told the order. */
    public long paidWithPoints() {
        return content == null ? 0 : content.value().paidWithPoints(pointsDiscounts());
    }

    /** How much of the total is paid, in minor units; at most the total. */
    public long paid() {
        if (content == null || payment == null || !payment.value().paid()) {
            return 0;
        }
        Long told = payment.value().total();
        return told == null ? content.value().total() : Math.min(told, content.value().total());
    }

    /** Whether the shop has said that nothing is paid. */
    public boolean isUnpaid() {
        return payment != null && !payment.value().paid();
    }

    /** Whether the whole total is paid. */
    public boolean isPaid() {
        return content != null && payment != null && payment.value().paid() && paid() == content.value().total();
    }

    /** Whether these are the same facts, told for the same instants. */
    public boolean isSameAs(OrderFacts other) {
        return OrderFactsJson.write(this).encode().equals(OrderFactsJson.write(other).encode());
    }
}
