package io.dust.redeem;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.event.PointsCode;
import io.dust.http.CustomerId;
import io.dust.http.Idempotency;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.ReferenceBody;
import io.dust.http.Roles;
import io.dust.ledger.Balance;
import io.dust.ledger.Reference;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** The shop's server ends a checkout. */
@Path("/admin/dust/{customer_id}/holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class AdminHoldResource {

    private static final UUID BEHIND_ALL = new UUID(-1, -1);
    private static final UUID NONE = new UUID(0, 0);

    private final Holds holds;
    private final SecurityIdentity caller;

    AdminHoldResource(Holds holds, SecurityIdentity caller) {
        this.holds = holds;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listHolds", summary = "A customer's holds, newest first")
    public Uni<RestResponse<HoldsView>> list(@PathParam("customer_id") @CustomerId String customerId,
            @QueryParam("status") @Pattern(regexp = "held|captured|voided|expired", message = "must be held, captured, voided or expired") @Nullable String status,
            @QueryParam("code") @Nullable String code, @BeanParam PageParameters parameters, UriInfo uri) {
        Page page = parameters.page(uri);
        Holds.Filter filter = new Holds.Filter(page.lastId().orElse(BEHIND_ALL), status,
                code == null ? null : PointsCode.id(code).orElse(NONE));
        return holds.list(customerId, filter, page.limitAndOne())
                .map(read -> new HoldsView(page.cut(read).stream().map(HoldView::of).toList(),
                        page.nextCursor(read, hold -> hold.id().toString())))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "holdPointsOf", summary = "Hold a customer's points for a cart")
    @APIResponse(responseCode = "201", description = "Held")
    @APIResponse(responseCode = "200", description = "Held before, or held for this cart with other points before")
    public Uni<RestResponse<HoldView.HoldAnswer>> hold(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid HoldBody body) {
        return holds.hold(customerId, Idempotency.require(key), body.toAsked(), staff()).map(StoreHoldResource::respond);
    }

    @POST
    @Path(StoreHoldResource.ID + "/capture")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "captureHold", summary = "Spend a hold's points: all, or a part, and the rest goes back")
    public Uni<RestResponse<HoldView.HoldAnswer>> capture(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("id") UUID id, @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid CaptureBody body) {
        Reference reference = ReferenceBody.toReference(body.reference());
        Optional<String> order = Optional.ofNullable(reference).filter(named -> named.type().equals("order"))
                .map(Reference::id);
        return holds.capture(customerId, Idempotency.require(key), new HoldEnding.Capture(id, body.points(), order), reference,
                staff()).map(StoreHoldResource::respond);
    }

    @POST
    @Path(StoreHoldResource.ID + "/void")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "voidHold", summary = "Give a hold's points back")
    public Uni<RestResponse<HoldView.HoldAnswer>> giveUp(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("id") UUID id, @HeaderParam(Idempotency.KEY) @Nullable String key) {
        return holds.giveUp(customerId, Idempotency.require(key), id, staff()).map(StoreHoldResource::respond);
    }

    private String staff() {
        return caller.getPrincipal().getName();
    }

    /**
     * What is spent of a hold.
     *
     * @param points all if absent
     * @param reference the order, so that its refunds find what it has cost
     */
    record CaptureBody(@Min(1) @Max(Balance.LIMIT) @Nullable Long points, @Valid @Nullable ReferenceBody reference) {
    }

    /** A page of holds. */
    record HoldsView(List<HoldView> holds, @Nullable String nextCursor) {
    }
}
