package io.dust.redeem.hold;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.database.Text;
import io.dust.http.CustomerId;
import io.dust.http.Idempotency;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Roles;
import io.dust.http.input.ReferenceBody;
import io.dust.order.DiscountCode;
import io.dust.redeem.checkout.EndHold;
import io.dust.redeem.checkout.Hold;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** The shop's server places, captures and voids holds. */
@Path("/admin/dust/{customer_id}/holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class AdminHoldResource {

    private static final UUID FIRST_PAGE = new UUID(-1, -1);

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
            @QueryParam("code") @Pattern(regexp = Text.NAME, message = "must be 1 to 255 printable characters") @Nullable String code,
            @BeanParam PageParameters parameters, @Context HttpServerRequest request) {
        Page page = parameters.page(request);
        return read(customerId, status, code, page)
                .map(read -> new HoldsView(page.cut(read).stream().map(HoldView::of).toList(),
                        page.nextCursor(read, hold -> hold.id().toString())))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    private Uni<List<Hold>> read(String customerId, @Nullable String status, @Nullable String code, Page page) {
        UUID before = page.lastId().orElse(FIRST_PAGE);
        if (code == null) {
            return holds.list(customerId, new HoldFilter(before, status), page.limitAndOne());
        }
        return DiscountCode.id(code).map(id -> holds.findOptional(customerId, id))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.stream().filter(hold -> hold.id().toString().compareTo(before.toString()) < 0)
                        .filter(hold -> status == null || hold.status().label().equals(status)).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "holdPointsOf", summary = "Hold a customer's points for a cart")
    @APIResponse(responseCode = "201", description = "The points are held", content = @Content(schema = @Schema(implementation = HoldView.HoldAnswer.class)))
    @APIResponse(responseCode = "200", description = "The hold existed, or has changed")
    public Uni<RestResponse<HoldView.HoldAnswer>> hold(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid HoldBody body) {
        return holds.place(customerId, Idempotency.ofStaff(key), body.toAsked(), staff()).map(StoreHoldResource::respond);
    }

    @POST
    @Path(StoreHoldResource.ID + "/capture")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "captureHold", summary = "Capture a hold: spend all of its points or a part; the remainder becomes spendable again")
    public Uni<RestResponse<HoldView.HoldAnswer>> capture(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("id") UUID id, @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid CaptureBody body) {
        Reference reference = ReferenceBody.toReference(body.reference());
        String order = reference == null || !reference.type().equals("order") ? null : reference.id();
        return holds.capture(customerId, Idempotency.ofStaff(key), new EndHold.Capture(id, body.points(), order),
                Cause.of(staff(), reference)).map(StoreHoldResource::respond);
    }

    @POST
    @Path(StoreHoldResource.ID + "/void")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "voidHold", summary = "Void a hold: its points become spendable again")
    public Uni<RestResponse<HoldView.HoldAnswer>> release(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("id") UUID id, @HeaderParam(Idempotency.KEY) @Nullable String key) {
        return holds.release(customerId, Idempotency.ofStaff(key), id, staff()).map(StoreHoldResource::respond);
    }

    private String staff() {
        return caller.getPrincipal().getName();
    }

    /**
     * The points to spend.
     *
     * @param points all if absent
     * @param reference the order, so that its refunds return points
     */
    record CaptureBody(@Min(1) @Max(Balance.LIMIT) @Nullable Long points, @Valid @Nullable ReferenceBody reference) {
    }

    record HoldsView(List<HoldView> holds, @Nullable String nextCursor) {
    }
}
