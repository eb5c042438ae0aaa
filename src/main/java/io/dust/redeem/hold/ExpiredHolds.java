package io.dust.redeem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.dust.ledger.HeldPoints;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Holds whose time has passed, for the ledger, which gives their points back before it tells or changes a balance. */
@Singleton
class ExpiredHolds implements HeldPoints {

    private static final String SELECT = """
            select h.* from unnest($1::text[]) as asked (customer_id),
                lateral (select customer_id, hold_id, cart_id, expires_at from dust_hold
                    where customer_id = asked.customer_id and status = 'held' and expires_at <= $2 offset 0) h""";

    private final Pool pool;
    private final Wallets wallets;

    ExpiredHolds(Pool pool, Wallets wallets) {
        this.pool = pool;
        this.wallets = wallets;
    }

    @Override
    public Uni<List<PostingRequest>> overdue(Collection<String> customerIds, Instant now) {
        return pool.preparedQuery(SELECT)
                .execute(Tuple.of(customerIds.toArray(String[]::new), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().map(Expired::of).map(this::request).toList());
    }

    /** A hold that can have been given more time meanwhile: each time is a request of its own. */
    private PostingRequest request(Expired hold) {
        // No client's key has a space.
        return new PostingRequest(hold.customerId(), "expire:" + hold.id() + " " + hold.expiresAt(),
                wallets.intent(new HoldEnding.Expire(hold.id())), "The hold for cart " + hold.cartId() + " has expired",
                new Reference("cart", hold.cartId()), "dust");
    }

    /** One of them. */
    record Expired(String customerId, UUID id, String cartId, OffsetDateTime expiresAt) {

        static Expired of(Row row) {
            return new Expired(row.getString("customer_id"), row.getUUID("hold_id"), row.getString("cart_id"),
                    row.getOffsetDateTime("expires_at"));
        }
    }
}
