package io.dust.batch;

import java.util.Collection;

/** Accounts of the batch have expired holds, which must be posted before anything else. */
final class ExpiredHoldsFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Collection<String> customerIds;

    ExpiredHoldsFound(Collection<String> customerIds) {
        super("Accounts have expired holds", null, false, false);
        this.customerIds = customerIds;
    }

    Collection<String> customerIds() {
        return customerIds;
    }
}
