package io.dust.order.state;

import java.util.Optional;

/**
 * What the tables of orders say to a command about one order.
 *
 * @param directoryCustomer the customer whose account knows the order, by the directory of orders;
 *        empty before the first event
 * @param order as the account of this customer knows it; empty before the first event
 */
public record OrderState(Optional<String> directoryCustomer, Optional<Order> order) {

    public OrderState with(Order changed) {
        return new OrderState(directoryCustomer, Optional.of(changed));
    }
}
