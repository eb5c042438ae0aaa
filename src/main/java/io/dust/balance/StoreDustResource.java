package io.dust.balance;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.batch.Balances;
import io.dust.http.CustomerIds;
import io.dust.http.PageParameters;
import io.dust.http.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** A customer's own points. The customer's id comes from the token and from nowhere else. */
@Path("/store/dust")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store", description = "A customer's own points; needs a customer's token")
class StoreDustResource {

    private final Balances balances;
    private final History history;
    private final SecurityIdentity caller;

    StoreDustResource(Balances balances, History history, SecurityIdentity caller) {
        this.balances = balances;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getPoints", summary = "The points that are spendable now; 0 for a customer without an account")
    public Uni<PointsView> points() {
        return balances.of(customerId()).map(PointsView::of);
    }

    @GET
    @Path("summary")
    @Operation(operationId = "getSummary", summary = "The customer's balance and lifetime totals")
    public Uni<SummaryView> summary() {
        return balances.of(customerId()).map(SummaryView::of);
    }

    @GET
    @Path("transactions")
    @Operation(operationId = "getOwnTransactions", summary = "The customer's history, newest first")
    public Uni<RestResponse<History.TransactionsView>> transactions(@BeanParam PageParameters parameters,
            @Context HttpServerRequest request) {
        return history.read(customerId(), parameters.page(request));
    }

    private String customerId() {
        return CustomerIds.of(caller);
    }

    /** The points that are spendable now. */
    record PointsView(long points) {

        static PointsView of(Optional<Account> account) {
            return new PointsView(account.map(found -> found.balance().points()).orElse(0L));
        }
    }

    /** A customer's balance and lifetime totals. */
    record SummaryView(long points, long held, long pending, long debt, long lifetimeEarned, long lifetimeSpent) {

        static SummaryView of(Optional<Account> account) {
            Balance balance = account.map(Account::balance).orElse(Balance.ZERO);
            return new SummaryView(balance.points(), balance.held(), balance.pending(), balance.debt(),
                    account.map(Account::lifetimeEarned).orElse(0L), account.map(Account::lifetimeSpent).orElse(0L));
        }
    }
}
