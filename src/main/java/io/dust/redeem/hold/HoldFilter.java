package io.dust.redeem.hold;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.dust.redeem.checkout.Hold;

/**
 * The holds to read.
 *
 * @param before the last hold of the previous page
 * @param status null for any
 */
record HoldFilter(UUID before, @Nullable String status) {

    boolean hasOpen() {
        return status == null || status.equals(Hold.Status.HELD.label());
    }

    boolean hasEnded() {
        return status == null || !hasOpen();
    }
}
