package io.dust.event.order;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.earn.order.EarnSettings;
import io.dust.earn.rule.RuleHistory;
import io.dust.ledger.Decided;
import io.dust.ledger.Need.Both;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Rejection;
import io.dust.order.OrderEvent;
import io.dust.order.OrderReason;
import io.dust.order.state.Order;
import io.dust.order.state.OrderState;
import io.dust.redeem.checkout.CheckoutState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Handles the events about orders. */
@Singleton
public class OrderEvents {

    /** The outcome of an event that said something new. */
    public static final String APPLIED = "applied";

    /** The outcome of an event that said only what was known. */
    public static final String DUPLICATE = "duplicate";

    /** The outcome of an event that has no effect. */
    public static final String IGNORED = "ignored";

    /** An order seldom moves while an event about it is on its way. */
    private static final int MAX_MOVES = 3;

    private final Postings postings;
    private final OrderSettlement settlement;
    private final EarnSettings settings;
    private final Clock clock;
    private final Counter unmatchedDiscounts;

    OrderEvents(Postings postings, OrderSettlement settlement, EarnSettings settings, Clock clock, MeterRegistry metrics) {
        this.postings = postings;
        this.settlement = settlement;
        this.settings = settings;
        this.clock = clock;
        this.unmatchedDiscounts = metrics.counter("dust.discounts.unmatched");
    }

    /**
     * Handles an event on the account that knows its order, whatever its group. The event takes effect
     * at most once, or fails as {@link Postings#post} does.
     *
     * @return the results on all accounts that the order concerns
     */
    public Uni<List<PostingResult>> handle(OrderEvent event) {
        return handle(event, event.customerId(), MAX_MOVES);
    }

    private Uni<List<PostingResult>> handle(OrderEvent event, String customerId, int moves) {
        var request = new PostingRequest<>(customerId, RequestId.ofEvent(event.source(), event.id()),
                new OrderEventCommand(event, clock.instant(), settings), event.cause());
        return postings.decideInAnyGroup(request).flatMap(decided -> settleOthers(customerId, decided))
                .onFailure(failure -> moves > 0 && isElsewhere(failure))
                .recoverWithUni(failure -> handle(event, ((Rejection) failure).detail(), moves - 1));
    }

    private static boolean isElsewhere(Throwable failure) {
        return failure instanceof Rejection rejection && rejection.reason().equals(OrderReason.OTHER_CUSTOMER);
    }

    private Uni<List<PostingResult>> settleOthers(String customerId,
            Decided<Both<Both<OrderState, CheckoutState>, RuleHistory>> decided) {
        Order order = OrderAccount.of(decided.state()).order().order().orElseThrow();
        if (!decided.result().replayed()) {
            unmatchedDiscounts.increment(order.newlyUnmatched());
        }
        return order.unsettled() ? settlement.settle(customerId, order).map(others -> all(decided.result(), others))
                : Uni.createFrom().item(List.of(decided.result()));
    }

    private static List<PostingResult> all(PostingResult first, List<PostingResult> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
