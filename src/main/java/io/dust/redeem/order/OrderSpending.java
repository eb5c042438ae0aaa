package io.dust.redeem;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.event.OrderEvent;
import io.dust.event.OrderEventHandler;
import io.dust.event.PointsCode;
import io.dust.event.RefusedEvents;
import io.dust.ledger.Concluded;
import io.dust.ledger.Decision;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reason;
import io.dust.ledger.Reference;
import io.dust.ledger.RowTable;
import io.smallrye.mutiny.Uni;

/** Captures the holds that pay for an order, and gives back what was spent on one. */
@Singleton
class OrderSpending implements OrderEventHandler {

    private final Ledger ledger;
    private final Wallets wallets;

    OrderSpending(Ledger ledger, Wallets wallets) {
        this.ledger = ledger;
        this.wallets = wallets;
    }

    @Override
    public List<Uni<Concluded<?>>> handle(OrderEvent event) {
        return request(event).stream().map(request -> ledger.conclude(posting(request), wallets)
                .<Concluded<?>> map(concluded -> concluded)).toList();
    }

    /** Whatever contradicts what is known is for staff to see: what is refused, and a discount without held points. */
    static Optional<RefusedEvents.Refused> contradiction(RowTable.Result<Wallet> result) {
        if (!(Wallets.requestOf(result.request()) instanceof OrderRequest request)) {
            return Optional.empty();
        }
        return result.refusal().or(() -> result.row().filter(after -> isUnheld(request, after)).map(after -> unheld(request)))
                .map(refusal -> new RefusedEvents.Refused(request.event(), refusal));
    }

    private static boolean isUnheld(OrderRequest request, Wallet after) {
        return request instanceof OrderRequest.Placed placed && placed.isUnheld(after);
    }

    private static Decision.Refuse unheld(OrderRequest request) {
        return new Decision.Refuse(Reason.HOLD_ENDED, "Order " + request.event().order().id()
                + " has a discount for which no points were held any more; they were taken, and what was not there is owed.");
    }

    private static Optional<OrderRequest> request(OrderEvent event) {
        if (event.order().currency().isEmpty()) {
            return Optional.empty();
        }
        return switch (event.type()) {
            case PLACED -> Optional.of(event).filter(OrderSpending::hasPointsCode).map(OrderRequest.Placed::new);
            case CANCELED -> Optional.of(new OrderRequest.Canceled(event));
            case REFUNDED -> Optional.of(event).filter(OrderSpending::refundsPoints).map(OrderRequest.Refunded::new);
            case PAID, COMPLETED -> Optional.empty();
        };
    }

    private static boolean hasPointsCode(OrderEvent event) {
        return event.order().promotions().stream().anyMatch(promotion -> PointsCode.is(promotion.code()));
    }

    private static boolean refundsPoints(OrderEvent event) {
        return event.refund() != null && event.refund().paidWithPoints().isPresent();
    }

    private PostingRequest posting(OrderRequest request) {
        OrderEvent event = request.event();
        return new PostingRequest(event.customerId(), event.requestId("spend"), wallets.intent(request),
                "Order " + event.order().id() + " " + event.type().verb(), new Reference("order", event.order().id()),
                event.source());
    }
}
