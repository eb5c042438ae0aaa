package io.dust.redeem.hold;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.database.Groups;
import io.dust.ledger.DuePostings;
import io.dust.ledger.PostingRequest;
import io.dust.redeem.checkout.EndHold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds expired holds, which the batch ends before it decides on an account or answers a balance.
 */
@Singleton
class ExpiredHolds implements DuePostings {

    private static final String SELECT = """
            select h.* from unnest($1::text[]) as asked (customer_id),
                lateral (select customer_id, hold_id, cart_id, expires_at from dust_hold
                    where customer_id = asked.customer_id and status = 'held' and expires_at <= $2 offset 0) h""";

    private final Groups groups;

    ExpiredHolds(Groups groups) {
        this.groups = groups;
    }

    @Override
    public Uni<List<PostingRequest<?>>> due(Collection<String> customerIds, Instant now) {
        return groups.anyOf(customerIds.iterator().next())
                .query(SELECT, Tuple.of(customerIds.toArray(String[]::new), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().map(Expired::of).<PostingRequest<?>> map(ExpiredHolds::request).toList());
    }

    /** The expiry is part of the id, because a hold can get a later one. */
    private static PostingRequest<EndHold.Expire> request(Expired hold) {
        return new PostingRequest<>(hold.customerId, RequestId.internal("expire " + hold.id + " " + hold.expiresAt),
                new EndHold.Expire(hold.id), Cause.ofDust(new Reference("cart", hold.cartId)));
    }

    record Expired(String customerId, UUID id, String cartId, OffsetDateTime expiresAt) {

        static Expired of(Row row) {
            return new Expired(row.getString("customer_id"), row.getUUID("hold_id"), row.getString("cart_id"),
                    row.getOffsetDateTime("expires_at"));
        }
    }
}
