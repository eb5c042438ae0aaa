package io.dust.redeem.order;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.ledger.Decided;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.order.DiscountCode;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventHandler;
import io.smallrye.mutiny.Uni;

/**
 * Orders capture the holds that pay for them, and return points when they are refunded or canceled.
 */
@Singleton
class OrderSpending implements OrderEventHandler {

    private final Postings postings;

    OrderSpending(Postings postings) {
        this.postings = postings;
    }

    @Override
    public List<Uni<PostingResult>> handle(OrderEvent event) {
        return command(event).stream().map(command -> postings.decide(request(command)).map(Decided::result)).toList();
    }

    private static Optional<SpendingCommand> command(OrderEvent event) {
        if (event.order().currency().isEmpty()) {
            return Optional.empty();
        }
        return switch (event.type()) {
            case PLACED -> Optional.of(event).filter(OrderSpending::hasDiscountCode).map(SpendingCommand.Placed::new);
            case CANCELED -> Optional.of(new SpendingCommand.Canceled(event));
            case REFUNDED -> Optional.of(event).filter(OrderSpending::refundsPoints).map(SpendingCommand.Refunded::new);
            case PAID, COMPLETED -> Optional.empty();
        };
    }

    private static boolean hasDiscountCode(OrderEvent event) {
        return event.order().promotions().stream().anyMatch(promotion -> DiscountCode.is(promotion.code()));
    }

    private static boolean refundsPoints(OrderEvent event) {
        return event.refund() != null && event.refund().paidWithPoints().isPresent();
    }

    private static PostingRequest<SpendingCommand> request(SpendingCommand command) {
        OrderEvent event = command.event();
        return new PostingRequest<>(event.customerId(), RequestId.ofSpendingEvent(event.source(), event.id()), command,
                event.cause());
    }
}
