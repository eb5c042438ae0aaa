package io.dust.adjust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.http.CustomerId;
import io.dust.http.Idempotency;
import io.dust.http.InvalidRequest;
import io.dust.http.PostedView;
import io.dust.http.ReferenceBody;
import io.dust.http.Roles;
import io.dust.ledger.Ledger;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff change a customer's points, each time with a reason. */
@Path("/admin/dust/{customer_id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class AdjustResource {

    private final Ledger ledger;
    private final SecurityIdentity caller;

    AdjustResource(Ledger ledger, SecurityIdentity caller) {
        this.ledger = ledger;
        this.caller = caller;
    }

    @POST
    @Path("add")
    @Operation(operationId = "addPoints", summary = "Grant points; they repay debt first")
    public Uni<RestResponse<PostedView>> add(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid ChangeBody body) {
        return post(customerId, key, new Posting.Earn(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("deduct")
    @Operation(operationId = "deductPoints", summary = "Take points, all of them or none")
    public Uni<RestResponse<PostedView>> deduct(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid ChangeBody body) {
        return post(customerId, key, new Posting.Deduct(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("adjust")
    @Operation(operationId = "adjustPoints", summary = "Correct points up or down, never below 0")
    public Uni<RestResponse<PostedView>> adjust(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid AdjustBody body) {
        if (body.points() == 0) {
            throw new InvalidRequest("points", "must not be 0");
        }
        return post(customerId, key, new Posting.Adjust(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("transactions/{version: [1-9][0-9]{0,14}}/reverse")
    @Operation(operationId = "reverseTransaction", summary = "Take a transaction back, once")
    public Uni<RestResponse<PostedView>> reverse(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("version") long version, @HeaderParam(Idempotency.KEY) @Nullable String key,
            @NotNull @Valid ReverseBody body) {
        return post(customerId, key, new Posting.Reverse(version), body.reason(), body.reference());
    }

    private Uni<RestResponse<PostedView>> post(String customerId, @Nullable String key, Posting posting, String reason,
            @Nullable ReferenceBody reference) {
        return ledger.post(new PostingRequest(customerId, Idempotency.require(key), posting, reason,
                ReferenceBody.toReference(reference), caller.getPrincipal().getName()))
                .map(Idempotency::respond);
    }
}
