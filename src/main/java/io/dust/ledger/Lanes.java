package io.dust.ledger;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Several lanes side by side; a customer is always in the same one, so that what concerns them is done in turn. */
final class Lanes<Q, A> {

    private final List<Lane<Q, A>> lanes;

    Lanes(int count, Vertx vertx, Function<List<Q>, Uni<List<A>>> work) {
        // Each on an event loop of its own, as far as there are enough.
        this.lanes = Stream
                .generate(() -> new Lane<>(((VertxInternal) vertx).createEventLoopContext(), work, System::nanoTime))
                .limit(count).toList();
    }

    Uni<A> ask(String customerId, Q question) {
        int hash = customerId.hashCode();
        return lanes.get(Math.floorMod(hash ^ (hash >>> 16), lanes.size())).ask(question);
    }
}
