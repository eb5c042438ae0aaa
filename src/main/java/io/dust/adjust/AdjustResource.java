package io.dust.adjust;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

import io.dust.account.Balance;
import io.dust.account.Cause;
import io.dust.batch.Postings;
import io.dust.http.CustomerId;
import io.dust.http.Idempotency;
import io.dust.http.InvalidRequest;
import io.dust.http.PostedView;
import io.dust.http.Roles;
import io.dust.http.input.ReferenceBody;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff change a customer's points. Each change needs a reason. */
@Path("/admin/dust/{customer_id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class AdjustResource {

    private final Postings postings;
    private final SecurityIdentity caller;

    AdjustResource(Postings postings, SecurityIdentity caller) {
        this.postings = postings;
        this.caller = caller;
    }

    @POST
    @Path("add")
    @Operation(operationId = "addPoints", summary = "Grant points; they repay debt first")
    public Uni<RestResponse<PostedView>> add(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid ChangeBody body) {
        return post(customerId, key, Posting.earn(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("deduct")
    @Operation(operationId = "deductPoints", summary = "Take points, all or none")
    public Uni<RestResponse<PostedView>> deduct(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid ChangeBody body) {
        return post(customerId, key, Posting.deduct(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("adjust")
    @Operation(operationId = "adjustPoints", summary = "Correct points up or down, never below 0")
    public Uni<RestResponse<PostedView>> adjust(@PathParam("customer_id") @CustomerId String customerId,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid AdjustBody body) {
        if (body.points() == 0) {
            throw new InvalidRequest("points", "must not be 0");
        }
        return post(customerId, key, Posting.adjust(body.points()), body.reason(), body.reference());
    }

    @POST
    @Path("transactions/{version: [1-9][0-9]{0,14}}/reverse")
    @Operation(operationId = "reverseTransaction", summary = "Reverse a transaction, once")
    public Uni<RestResponse<PostedView>> reverse(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("version") long version, @HeaderParam(Idempotency.KEY) @Nullable String key,
            @NotNull @Valid ReverseBody body) {
        return post(customerId, key, Posting.reverse(version), body.reason(), body.reference());
    }

    private Uni<RestResponse<PostedView>> post(String customerId, @Nullable String key, Posting posting, String reason,
            @Nullable ReferenceBody reference) {
        Cause cause = new Cause(caller.getPrincipal().getName(), reason, ReferenceBody.toReference(reference));
        return postings.post(new PostingRequest<>(customerId, Idempotency.ofStaff(key), posting, cause))
                .map(Idempotency::respond);
    }

    /** Points to add or deduct. */
    record ChangeBody(@NotNull @Min(1) @Max(Balance.LIMIT) Long points, @Explanation String reason,
            @Valid @Nullable ReferenceBody reference) {
    }

    /** Points to correct, up or down. */
    record AdjustBody(@NotNull @Min(-Balance.LIMIT) @Max(Balance.LIMIT) Long points, @Explanation String reason,
            @Valid @Nullable ReferenceBody reference) {
    }

    /** Why a transaction is reversed. */
    record ReverseBody(@Explanation String reason, @Valid @Nullable ReferenceBody reference) {
    }
}
