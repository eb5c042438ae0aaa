package io.dust.balance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.dust.http.PageParameters;
import io.dust.http.Roles;
import io.dust.http.TransactionsView;
import io.dust.ledger.Ledger;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** A customer's own points. Who the customer is comes from the token and from nowhere else. */
@Path("/store/dust")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store", description = "A customer's own points; a customer's token")
class StoreDustResource {

    private final Ledger ledger;
    private final SecurityIdentity caller;

    StoreDustResource(Ledger ledger, SecurityIdentity caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getPoints", summary = "The points that can be spent now; 0 for a customer without any")
    public Uni<PointsView> points() {
        return ledger.balance(customerId()).map(PointsView::of);
    }

    @GET
    @Path("summary")
    @Operation(operationId = "getSummary", summary = "All that a customer's account page shows")
    public Uni<SummaryView> summary() {
        return ledger.balance(customerId()).map(SummaryView::of);
    }

    @GET
    @Path("transactions")
    @Operation(operationId = "getOwnTransactions", summary = "The customer's history, newest first")
    public Uni<RestResponse<TransactionsView>> transactions(@BeanParam PageParameters parameters, UriInfo uri) {
        return TransactionsView.read(ledger, customerId(), parameters.page(uri));
    }

    private String customerId() {
        return caller.getPrincipal().getName();
    }
}
