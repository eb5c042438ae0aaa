package io.dust.balance;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.http.CustomerId;
import io.dust.http.DustPointView;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Parameters;
import io.dust.http.Roles;
import io.dust.http.TransactionsView;
import io.dust.ledger.Balance;
import io.dust.ledger.DustPoint;
import io.dust.ledger.DustPointRepository;
import io.dust.ledger.Ledger;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.ledger.Text;
import io.smallrye.mutiny.Uni;

/** Every customer's points, for staff. */
@Path("/admin/dust")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin", description = "Every customer's points; a staff token")
class AdminDustResource {

    private final Ledger ledger;

    AdminDustResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Operation(operationId = "listDustPoints", summary = "Customers and their balances, in the order of their ids")
    public Uni<RestResponse<DustPointsView>> list(
            @Parameter(description = "What the customer id begins with") @QueryParam("q") @DefaultValue("") @Pattern(regexp = "^"
                    + Text.PRINTABLE
                    + "{0,255}$", message = "must be 0 to 255 printable characters") String q,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @QueryParam("min_points") @Nullable String minPoints,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @QueryParam("max_points") @Nullable String maxPoints,
            @BeanParam PageParameters parameters, UriInfo uri) {
        Page page = parameters.page(uri);
        var search = new DustPointRepository.Search(q, page.lastKey().orElse(""),
                Parameters.integer("min_points", minPoints, 0, 0, Balance.LIMIT),
                Parameters.integer("max_points", maxPoints, Balance.LIMIT, 0, Balance.LIMIT), page.limitAndOne());
        return ledger.search(search)
                .map(read -> DustPointsView.of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    @GET
    @Path("{customer_id}")
    @Operation(operationId = "getDustPoint", summary = "One customer's balance, now or at an instant in the past")
    public Uni<DustPointAnswer> get(@PathParam("customer_id") @CustomerId String customerId,
            @Parameter(description = "An instant as in RFC 3339", schema = @Schema(type = SchemaType.STRING, format = "date-time")) @QueryParam("as_of") @Nullable String asOf) {
        return (asOf == null ? ledger.balance(customerId)
                : ledger.balanceAsOf(customerId, Parameters.instant("as_of", asOf)))
                .map(point -> DustPointAnswer.of(customerId, point));
    }

    @GET
    @Path("{customer_id}/transactions")
    @Operation(operationId = "getTransactions", summary = "One customer's history, newest first")
    public Uni<RestResponse<TransactionsView>> transactions(@PathParam("customer_id") @CustomerId String customerId,
            @BeanParam PageParameters parameters, UriInfo uri) {
        return TransactionsView.read(ledger, customerId, parameters.page(uri));
    }

    /** A resource stands under its name. */
    record DustPointAnswer(DustPointView dustPoint) {

        static DustPointAnswer of(String customerId, Optional<DustPoint> point) {
            return new DustPointAnswer(point.map(DustPointView::of).orElseThrow(
                    () -> new Rejection(Reason.CUSTOMER_NOT_FOUND,
                            "Nothing has happened yet to customer " + customerId + ".")));
        }
    }
}
