package io.dust.batch;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.DatabaseSettings;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.ledger.Decided;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.StatefulCommand;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The one door through which points change.
 *
 * <p>
 * The changes of one customer are made one after the other, under the lock of their account. An
 * account that does not exist yet cannot be locked: when two instances create it at once, the
 * second one collides on its key and tries again.
 */
@ApplicationScoped
public class Postings {

    private final Groups groups;
    private final Batcher<PostingRequest<?>, Decided<?>> batcher;
    private final PostingBatch batch;
    private final PostingMetrics metrics;

    Postings(Groups groups, PostingBatch batch, PostingMetrics metrics, DatabaseSettings settings, Vertx vertx) {
        this.groups = groups;
        this.batcher = new Batcher<>(settings.writers(), settings, vertx);
        this.batch = batch;
        this.metrics = metrics;
    }

    /**
     * Changes an account, at most once for an id. When the result arrives, the change is durable.
     *
     * @return the transaction; or, as a failure, the {@link io.dust.ledger.Rejection} that says why
     *         there is none, or {@link io.dust.database.DatabaseUnavailable} or {@link
     *         io.dust.database.Overloaded}, after which the client may repeat the request
     * @throws io.dust.database.Misdirected when this instance does not serve the customer's group
     */
    public Uni<PostingResult.Posted> post(PostingRequest<? extends Posting> request) {
        return submit(groups.of(request.customerId()), request).map(decided -> (PostingResult.Posted) decided.result());
    }

    /** The same for a feature's command, which may also take effect without a transaction. */
    public <S> Uni<Decided<S>> decide(PostingRequest<? extends StatefulCommand<S>> request) {
        return decide(groups.of(request.customerId()), request);
    }

    /**
     * The same for what follows from another customer's request, and may concern a group that this
     * instance does not serve.
     */
    public <S> Uni<Decided<S>> decideInAnyGroup(PostingRequest<? extends StatefulCommand<S>> request) {
        return decide(groups.anyOf(request.customerId()), request);
    }

    @SuppressWarnings("unchecked") // The state of a command comes from the table of its type.
    private <S> Uni<Decided<S>> decide(Group group, PostingRequest<? extends StatefulCommand<S>> request) {
        return submit(group, request).map(decided -> (Decided<S>) decided);
    }

    private Uni<Decided<?>> submit(Group group, PostingRequest<?> request) {
        return batcher.submit(group.number(), request.customerId(), request, batch::run)
                .onItem().invoke(decided -> metrics.count(request.command(), decided.result().label()))
                .onFailure().invoke(() -> metrics.count(request.command(), "failed"))
                .onItem().invoke(Postings::throwIfRejected);
    }

    private static void throwIfRejected(Decided<?> decided) {
        if (decided.result() instanceof PostingResult.Rejected rejected) {
            throw rejected.exception();
        }
    }
}
