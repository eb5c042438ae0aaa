package io.dust.balance;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.account.Account;
import io.dust.account.AccountSearch;
import io.dust.account.Balance;
import io.dust.batch.Balances;
import io.dust.database.Text;
import io.dust.http.CustomerId;
import io.dust.http.DustPointView;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Parameters;
import io.dust.http.Roles;
import io.dust.http.input.Instants;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Every customer's points, for staff. */
@Path("/admin/dust")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin", description = "Every customer's points; needs a staff token")
class AdminDustResource {

    private static final Reason CUSTOMER_NOT_FOUND = new Reason("customer-not-found", "Customer not found",
            Reason.Category.NOT_FOUND);

    private final Balances balances;
    private final History history;

    AdminDustResource(Balances balances, History history) {
        this.balances = balances;
        this.history = history;
    }

    @GET
    @Operation(operationId = "listDustPoints", summary = "Accounts in the order of their customer ids")
    public Uni<RestResponse<DustPointsView>> list(
            @Parameter(description = "The beginning of the customer id") @QueryParam("q") @DefaultValue("") @Pattern(regexp = "^"
                    + Text.PRINTABLE
                    + "{0,255}$", message = "must be 0 to 255 printable characters") String q,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @QueryParam("min_points") @Nullable String minPoints,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @QueryParam("max_points") @Nullable String maxPoints,
            @BeanParam PageParameters parameters, @Context HttpServerRequest request) {
        Page page = parameters.page(request);
        var search = new AccountSearch(q, page.lastKey().orElse(""),
                Parameters.integer("min_points", minPoints, 0, 0, Balance.LIMIT),
                Parameters.integer("max_points", maxPoints, Balance.LIMIT, 0, Balance.LIMIT), page.limitAndOne());
        return balances.search(search)
                .map(read -> DustPointsView.of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    @GET
    @Path("{customer_id}")
    @Operation(operationId = "getDustPoint", summary = "One customer's account, now or at a past instant")
    public Uni<DustPointAnswer> get(@PathParam("customer_id") @CustomerId String customerId,
            @Parameter(description = "An instant in the form of RFC 3339", schema = @Schema(type = SchemaType.STRING, format = "date-time")) @QueryParam("as_of") @Nullable String asOf) {
        return (asOf == null ? balances.of(customerId)
                : balances.asOf(customerId, Instants.parameter("as_of", asOf)))
                .map(point -> DustPointAnswer.of(customerId, point));
    }

    @GET
    @Path("{customer_id}/transactions")
    @Operation(operationId = "getTransactions", summary = "One customer's history, newest first")
    public Uni<RestResponse<History.TransactionsView>> transactions(@PathParam("customer_id") @CustomerId String customerId,
            @BeanParam PageParameters parameters, @Context HttpServerRequest request) {
        return history.read(customerId, parameters.page(request));
    }

    /** An account under its name. */
    record DustPointAnswer(DustPointView dustPoint) {

        static DustPointAnswer of(String customerId, Optional<Account> account) {
            return new DustPointAnswer(account.map(DustPointView::of).orElseThrow(
                    () -> new Rejection(CUSTOMER_NOT_FOUND, "Customer " + customerId + " has no account yet.")));
        }
    }

    record DustPointsView(List<DustPointView> dustPoints, @Nullable String nextCursor) {

        static DustPointsView of(List<Account> read, Page page) {
            return new DustPointsView(page.cut(read).stream().map(DustPointView::of).toList(),
                    page.nextCursor(read, Account::customerId));
        }
    }
}
