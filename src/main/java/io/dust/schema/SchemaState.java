package io.dust.schema;

import java.util.Optional;

/**
 * What Dust finds in the database.
 *
 * @param version of the schema; 0 for a database without one
 */
record SchemaState(int version, Rights rights) {

    /**
     * The newest migration. A newer schema is fine: the migration runs before the last old instance
     * stops.
     */
    static final int NEEDED = 3;

    /** What the role of this process may do. */
    enum Rights {
        ENOUGH,
        /** The role owns the tables or is a superuser, so it can switch off every guard. */
        TOO_MANY,
        /** {@code migrate} has given the role no rights. */
        NONE
    }

    /** The sentence that says why Dust cannot serve; empty when it can. */
    Optional<String> fault() {
        if (rights == Rights.NONE) {
            return Optional.of("The role of DUST_DATABASE_USER has no rights on the tables of Dust."
                    + " Run migrate as their owner, with this role in DUST_DATABASE_SERVE_ROLE");
        }
        if (version < NEEDED) {
            return Optional.of("The database has schema version " + version + "; this Dust needs " + NEEDED
                    + ". Run: java -jar quarkus-run.jar migrate");
        }
        return rights == Rights.ENOUGH ? Optional.empty()
                : Optional.of("The role of DUST_DATABASE_USER owns the tables of Dust or is a superuser, so Dust is not ready."
                        + " Serve as the role of DUST_DATABASE_SERVE_ROLE, or set DUST_DATABASE_ALLOW_OWNER=true");
    }

    /** Whether only another start can help. */
    boolean isFatal() {
        return rights == Rights.NONE || version < NEEDED;
    }
}
