package io.dust.database.periodic;

import io.dust.database.Group;
import io.smallrye.mutiny.Uni;

/** Work that an instance does again and again, see {@link Sweeps}. */
public interface PeriodicWork {

    /** For the log. */
    String name();

    /** Does everything that is due now. */
    Uni<Void> run(Group group);
}
