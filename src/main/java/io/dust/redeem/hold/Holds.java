package io.dust.redeem.hold;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.batch.Balances;
import io.dust.batch.Postings;
import io.dust.database.CallerContext;
import io.dust.database.DatabaseCalls;
import io.dust.ledger.Decided;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Rejection;
import io.dust.redeem.checkout.CheckoutReason;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.redeem.checkout.EndHold;
import io.dust.redeem.checkout.Hold;
import io.dust.redeem.checkout.PlaceHold;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Places, ends and reads holds, for customers and staff. */
@Singleton
class Holds {

    private final Postings postings;
    private final Balances balances;
    private final DustHoldRepository repository;
    private final DiscountLifecycle discounts;
    private final DatabaseCalls database;
    private final HoldSettings settings;
    private final Clock clock;

    Holds(Postings postings, Balances balances, DustHoldRepository repository, DiscountLifecycle discounts,
            DatabaseCalls database, HoldSettings settings, Clock clock) {
        this.postings = postings;
        this.balances = balances;
        this.repository = repository;
        this.discounts = discounts;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The answer to a request about a hold.
     *
     * @param isNew whether the request has created the hold
     * @param replayed whether this repeats the answer to the same request
     */
    record Answer(Hold hold, boolean isNew, boolean replayed) {

        Answer with(Hold changed) {
            return new Answer(changed, isNew, replayed);
        }
    }

    /** Holds points for a cart. The answer comes when the discount exists, too. */
    Uni<Answer> place(String customerId, RequestId requestId, Hold.Asked asked, String actor) {
        return discounts.prepare(customerId, asked, clock.instant())
                .map(prepared -> PlaceHold.of(asked, clock.instant(), settings.holdTime(), discounts.initialStatus(),
                        prepared.cart(), prepared.withdrawn()))
                .flatMap(command -> place(new PostingRequest<>(customerId, requestId, command,
                        Cause.of(actor, new Reference("cart", asked.cartId())))))
                .flatMap(answer -> discounts.create(customerId, answer.hold(), actor).map(answer::with));
    }

    private Uni<Answer> place(PostingRequest<PlaceHold> request) {
        PlaceHold command = request.command();
        return CallerContext.resume(postings.decide(request)).flatMap(decided -> {
            if (decided.result().replayed()) {
                return placedBefore(request, decided.result()).map(hold -> new Answer(hold, false, true));
            }
            Hold hold = decided.state().openHoldFor(command.asked().cartId()).orElseThrow();
            return Uni.createFrom().item(new Answer(hold, hold.id().equals(command.id()), false));
        });
    }

    /** The hold of a repeated request, as it is now. */
    private Uni<Hold> placedBefore(PostingRequest<PlaceHold> request, PostingResult result) {
        return result instanceof PostingResult.Posted posted ? find(request.customerId(), holdId(posted))
                : database.call("hold",
                        () -> repository.newest(request.customerId(), request.command().asked().cartId()))
                        .map(hold -> require(hold, "for cart " + request.command().asked().cartId()));
    }

    private static UUID holdId(PostingResult.Posted posted) {
        String computedFrom = Objects.requireNonNull(posted.transaction().provenance().computedFrom());
        return UUID.fromString(new JsonObject(computedFrom).getString("hold_id"));
    }

    /** Spends the points of a hold. */
    Uni<Answer> capture(String customerId, RequestId requestId, EndHold.Capture capture, Cause cause) {
        return end(new PostingRequest<>(customerId, requestId, capture, cause));
    }

    /** Makes the points of a hold spendable again, after its discount is withdrawn. */
    Uni<Answer> release(String customerId, RequestId requestId, UUID id, String actor) {
        return discounts.withdraw(customerId, id).map(withdrawn -> new EndHold.VoidHold(id, withdrawn))
                .flatMap(command -> end(new PostingRequest<>(customerId, requestId, command, Cause.of(actor, null))));
    }

    private Uni<Answer> end(PostingRequest<? extends EndHold> request) {
        Uni<Decided<CheckoutState>> decided = postings.decide(request);
        return decided.map(done -> new Answer(done.state().hold(request.command().id()).orElseThrow(), false,
                done.result().replayed()));
    }

    /** A hold as it is now; fails when the customer has no hold with this id. */
    Uni<Hold> find(String customerId, UUID id) {
        return findOptional(customerId, id).map(hold -> require(hold, id.toString()));
    }

    Uni<Optional<Hold>> findOptional(String customerId, UUID id) {
        return afterExpiry(customerId, () -> database.call("hold", () -> repository.one(customerId, id)));
    }

    /** A customer's holds, newest first. */
    Uni<List<Hold>> list(String customerId, HoldFilter filter, int limit) {
        return afterExpiry(customerId, () -> database.call("holds", () -> repository.list(customerId, filter, limit)));
    }

    /** Reading the balance posts expired holds. */
    private <T> Uni<T> afterExpiry(String customerId, Supplier<Uni<T>> read) {
        return CallerContext.resume(balances.of(customerId)).flatMap(account -> read.get());
    }

    private static Hold require(Optional<Hold> hold, String name) {
        return hold.orElseThrow(() -> new Rejection(CheckoutReason.HOLD_NOT_FOUND, "The customer has no hold " + name + "."));
    }
}
