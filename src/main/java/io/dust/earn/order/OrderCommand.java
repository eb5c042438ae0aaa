package io.dust.earn.order;

import java.util.Optional;

import io.dust.ledger.StatefulCommand;
import io.dust.order.OrderEvent;

/** A command about one order. */
interface OrderCommand extends StatefulCommand<OrderState> {

    String orderId();

    /** The event that the command handles, if it handles one: staff see it when it is rejected. */
    Optional<OrderEvent> event();

    @Override
    default Class<OrderState> stateType() {
        return OrderState.class;
    }

    @Override
    default String stateId() {
        return orderId();
    }
}
