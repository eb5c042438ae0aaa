package io.dust.verify;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.dust.database.DatabaseCalls;
import io.dust.database.DatabasePool;
import io.dust.database.Group;
import io.dust.database.Groups;
import io.dust.database.RuleCheck;
import io.dust.http.Roles;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Checks the rules over all customers of the served groups, each group in a snapshot of its own. The
 * checks read whole tables, so they are not for a busy hour, and an instance checks for one request
 * at a time.
 */
@Path("/admin/dust/verify")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class VerifyResource {

    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    /** Enough for the tables of a large shop; a network that falls silent must not block the check for ever. */
    private static final String STATEMENT_TIMEOUT = "set local statement_timeout = '10min'";

    private final Groups groups;
    private final DatabasePool pool;
    private final DatabaseCalls database;
    private final List<RuleCheck> checks;
    private final OneAtATime running = new OneAtATime(DatabasePool.LONGEST_WORK);

    VerifyResource(Groups groups, DatabasePool pool, DatabaseCalls database, @All List<RuleCheck.Source> sources) {
        this.groups = groups;
        this.pool = pool;
        this.database = database;
        this.checks = sources.stream().flatMap(source -> source.checks().stream())
                .sorted(Comparator.comparingInt(RuleCheck::rule).thenComparing(RuleCheck::name)).toList();
    }

    @GET
    @Operation(operationId = "verify", summary = "Check every rule over all customers")
    public Uni<Verification> verify() {
        return running.run(() -> Multi.createFrom().iterable(groups.served())
                .onItem().transformToUniAndConcatenate(group -> database.callWithoutTimeout("verify",
                        () -> pool.withDedicatedTransaction(connection -> runAll(group, connection))))
                .collect().asList()).map(Verification::of);
    }

    private Uni<List<Verification.Result>> runAll(Group group, SqlConnection connection) {
        return connection.query(ONE_SNAPSHOT).execute()
                .flatMap(set -> connection.query(STATEMENT_TIMEOUT).execute())
                .flatMap(set -> group.use(connection))
                .flatMap(set -> Multi.createFrom().iterable(checks)
                        .onItem().transformToUniAndConcatenate(check -> run(connection, check))
                        .collect().asList());
    }

    private static Uni<Verification.Result> run(SqlConnection connection, RuleCheck check) {
        return connection
                .query("select count(*) as violations, min(customer_id) as example from (" + check.violations() + ") v")
                .execute()
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Verification.Result(check.rule(), check.name(), row.getLong("violations"),
                            row.getString("example"));
                });
    }
}
