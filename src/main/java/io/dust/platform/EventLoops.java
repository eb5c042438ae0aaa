package io.dust.platform;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Contexts on event loops of their own: the public interface of Vert.x only returns the context of
 * the caller.
 */
public final class EventLoops {

    private EventLoops() {
    }

    /** A context on the next event loop, so that several contexts use several cores. */
    public static Context next(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }
}
