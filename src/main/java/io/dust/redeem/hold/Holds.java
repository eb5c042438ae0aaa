package io.dust.redeem;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.ledger.Concluded;
import io.dust.ledger.DatabaseCalls;
import io.dust.ledger.Ledger;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.Reason;
import io.dust.ledger.Reference;
import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What customers and staff do with holds. */
@Singleton
class Holds {

    private static final String FIND = "select * from dust_hold where customer_id = $1 and hold_id = $2";

    private static final String FIND_NEWEST = """
            (select * from dust_hold where customer_id = $1 and cart_id = $2 and status = 'held')
            union all
            (select * from dust_hold where customer_id = $1 and cart_id = $2 and status <> 'held' order by hold_id desc limit 1)
            order by hold_id desc limit 1""";

    private static final String SELECT = """
            (select * from dust_hold
                where customer_id = $1 and hold_id < $2 and status = 'held' and coalesce(status = $3, true)
                    and coalesce(hold_id = $4, true))
            union all
            (select * from dust_hold
                where customer_id = $1 and hold_id < $2 and status <> 'held' and coalesce(status = $3, true)
                    and coalesce(hold_id = $4, true)
                order by hold_id desc limit $5)
            order by hold_id desc limit $5""";

    private final Ledger ledger;
    private final Wallets wallets;
    private final Offers offers;
    private final Pool pool;
    private final DatabaseCalls database;

    Holds(Ledger ledger, Wallets wallets, Offers offers, Pool pool, DatabaseCalls database) {
        this.ledger = ledger;
        this.wallets = wallets;
        this.offers = offers;
        this.pool = pool;
        this.database = database;
    }

    /**
     * A hold, and how it came about.
     *
     * @param isNew whether the request has made it
     * @param replayed whether the same request had been answered before
     */
    record Answered(Hold hold, boolean isNew, boolean replayed) {
    }

    /**
     * Holds points for a cart. It is answered when the discount is there, too.
     *
     * @param key the request's id; null when the cart is the key
     */
    Uni<Answered> hold(String customerId, @Nullable String key, Hold.Asked asked, String actor) {
        return offers.withdrawReplaced(customerId, asked)
                .flatMap(withdrawn -> reserve(customerId, key, offers.reservation(asked, withdrawn), actor))
                .flatMap(answered -> offers.offer(customerId, answered, actor));
    }

    private Uni<Answered> reserve(String customerId, @Nullable String key, Reservation reservation, String actor) {
        String cartId = reservation.asked().cartId();
        PostingRequest request = request(customerId, key, reservation, "Held for cart " + cartId, new Reference("cart", cartId),
                actor);
        return ledger.conclude(request, wallets).flatMap(concluded -> heldBy(request, reservation, concluded));
    }

    private PostingRequest request(String customerId, @Nullable String key, WalletRequest request, String reason,
            @Nullable Reference reference, String actor) {
        return key == null ? PostingRequest.unnamed(customerId, wallets.intent(request), reason, reference, actor)
                : new PostingRequest(customerId, key, wallets.intent(request), reason, reference, actor);
    }

    private Uni<Answered> heldBy(PostingRequest request, Reservation reservation, Concluded<Wallet> concluded) {
        if (concluded.replayed()) {
            return heldBefore(request.customerId(), reservation, concluded).map(hold -> new Answered(hold, false, true));
        }
        Hold hold = concluded.row().orElseThrow().openFor(reservation.asked().cartId()).orElseThrow();
        return Uni.createFrom().item(new Answered(hold, hold.id().equals(reservation.id()), false));
    }

    /** Of a repeated request: as it is now. */
    private Uni<Hold> heldBefore(String customerId, Reservation reservation, Concluded<Wallet> concluded) {
        return concluded.posted()
                .map(posted -> find(customerId,
                        UUID.fromString(new JsonObject(posted.transaction().computedFrom()).getString("hold_id"))))
                .orElseGet(() -> database.call("hold", () -> pool.preparedQuery(FIND_NEWEST)
                        .execute(Tuple.of(customerId, reservation.asked().cartId()))).map(Holds::one));
    }

    /** Spends a hold's points. */
    Uni<Answered> capture(String customerId, String key, HoldEnding.Capture capture, @Nullable Reference reference,
            String actor) {
        return end(request(customerId, key, capture, "Spent at the checkout", reference, actor), capture);
    }

    /** Gives a hold's points back, once its discount applies no more. */
    Uni<Answered> giveUp(String customerId, @Nullable String key, UUID id, String actor) {
        return offers.withdraw(customerId, id).map(withdrawn -> new HoldEnding.GiveUp(id, withdrawn))
                .flatMap(ending -> end(request(customerId, key, ending, "Given up", null, actor), ending));
    }

    private Uni<Answered> end(PostingRequest request, HoldEnding ending) {
        return ledger.conclude(request, wallets).map(concluded -> new Answered(
                concluded.row().orElseThrow().hold(ending.id()).orElseThrow(), false, concluded.replayed()));
    }

    /** A hold as it is now; fails when the customer has none of that id. */
    Uni<Hold> find(String customerId, UUID id) {
        // What the ledger gives back at its time is given back before it is looked at.
        return ledger.balance(customerId)
                .flatMap(upToDate -> database.call("hold", () -> pool.preparedQuery(FIND).execute(Tuple.of(customerId, id))))
                .map(Holds::one);
    }

    /** A customer's holds, newest first. */
    Uni<List<Hold>> list(String customerId, Filter filter, int limit) {
        Tuple values = Tuple.tuple().addString(customerId).addUUID(filter.before()).addString(filter.status())
                .addUUID(filter.id()).addInteger(limit);
        return ledger.balance(customerId)
                .flatMap(upToDate -> database.call("holds", () -> pool.preparedQuery(SELECT).execute(values)))
                .map(rows -> rows.stream().map(Wallets::hold).toList());
    }

    /** Which of them: those made before another one. */
    record Filter(UUID before, @Nullable String status, @Nullable UUID id) {
    }

    private static Hold one(RowSet<Row> rows) {
        return rows.stream().findFirst().map(Wallets::hold)
                .orElseThrow(() -> new Rejection(Reason.HOLD_NOT_FOUND, "The customer has no such hold."));
    }
}
