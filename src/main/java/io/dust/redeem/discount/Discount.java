package io.dust.redeem.discount;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/**
 * A discount that held points pay for.
 *
 * @param holdId the hold of the points
 * @param code unique and never used again
 * @param amount in minor units
 * @param expiresAt the end of the hold
 */
public record Discount(String customerId, UUID holdId, String code, long amount, Currency currency, Instant expiresAt) {
}
