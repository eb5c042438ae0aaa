package io.dust.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What Dust finds in the database.
 *
 * @param version of the shared schema; 0 for a database without one
 * @param otherGroups a number of groups that differs from that of this process
 * @param behind the groups that this instance serves, and whose schema is too old
 */
record SchemaState(int version, OptionalInt otherGroups, List<Integer> behind, Rights rights) {

    /**
     * The newest migration. A newer schema is fine: the migration runs before the last old instance
     * stops.
     */
    static final int NEEDED = 5;

    /** The newest migration of a group. */
    static final int NEEDED_BY_GROUP = 4;

    private static final String MIGRATE = ". Run: java -jar quarkus-run.jar migrate";

    /** A state without tables that can be read. */
    static SchemaState unreadable(Rights rights) {
        return new SchemaState(0, OptionalInt.empty(), List.of(), rights);
    }

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
            return Optional.of("The database has schema version " + version + "; this Dust needs " + NEEDED + MIGRATE);
        }
        if (otherGroups.isPresent()) {
            return Optional.of("The database has its customers in " + otherGroups.getAsInt()
                    + " groups; set DUST_DATABASE_GROUPS to this number");
        }
        if (!behind.isEmpty()) {
            return Optional.of("The schemas of these groups are too old or missing: " + behind + MIGRATE);
        }
        return rights == Rights.ENOUGH ? Optional.empty()
                : Optional.of("The role of DUST_DATABASE_USER owns the tables of Dust or is a superuser, so Dust is not ready."
                        + " Serve as the role of DUST_DATABASE_SERVE_ROLE, or set DUST_DATABASE_ALLOW_OWNER=true");
    }

    /** Whether only another start can help. */
    boolean isFatal() {
        return rights == Rights.NONE || version < NEEDED || otherGroups.isPresent() || !behind.isEmpty();
    }
}
