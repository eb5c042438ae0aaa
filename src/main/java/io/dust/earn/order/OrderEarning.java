package io.dust.earn.order;

import java.util.List;

import jakarta.inject.Singleton;

import io.dust.account.RequestId;
import io.dust.batch.Postings;
import io.dust.ledger.Decided;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventHandler;
import io.smallrye.mutiny.Uni;

/** Orders earn points, and lose them when they are refunded or canceled. */
@Singleton
class OrderEarning implements OrderEventHandler {

    private final Postings postings;
    private final EarnSettings settings;

    OrderEarning(Postings postings, EarnSettings settings) {
        this.postings = postings;
        this.settings = settings;
    }

    @Override
    public List<Uni<PostingResult>> handle(OrderEvent event) {
        if (event.order().currency().isEmpty()) {
            return List.of(Uni.createFrom().item(PostingResult.noOp(IGNORED,
                    event.order().currencyCode() + " is not a currency of ISO 4217, so the order earns nothing.")));
        }
        var request = new PostingRequest<>(event.customerId(), RequestId.ofEvent(event.source(), event.id()),
                new OrderEventCommand(event, settings), event.cause());
        return List.of(postings.decide(request).map(Decided::result));
    }
}
