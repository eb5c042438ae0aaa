package io.dust.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Returns to the Vert.x context of a request. The answer of a batch arrives on the context of the
 * batch, where Hibernate refuses to open a session; a read by Panache that follows a batch must
 * return first.
 */
public final class CallerContext {

    private CallerContext() {
    }

    /** The same item or failure, on the context of the caller of this method. */
    public static <T> Uni<T> resume(Uni<T> work) {
        Context caller = Vertx.currentContext();
        return caller == null ? work : work.emitOn(task -> caller.runOnContext(resumed -> task.run()));
    }
}
