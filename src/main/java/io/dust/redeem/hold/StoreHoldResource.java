package io.dust.redeem.hold;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.account.RequestId;
import io.dust.http.CustomerIds;
import io.dust.http.Idempotency;
import io.dust.http.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** A customer holds points for a cart, and voids the hold. Only the shop captures a hold. */
@Path("/store/dust/holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store")
class StoreHoldResource {

    static final String ID = "{id: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    private final Holds holds;
    private final SecurityIdentity caller;

    StoreHoldResource(Holds holds, SecurityIdentity caller) {
        this.holds = holds;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "holdPoints", summary = "Hold points for a cart; there is one hold for a cart at a time")
    @APIResponse(responseCode = "201", description = "The points are held", content = @Content(schema = @Schema(implementation = HoldView.HoldAnswer.class)))
    @APIResponse(responseCode = "200", description = "The hold existed, or has changed")
    public Uni<RestResponse<HoldView.HoldAnswer>> hold(@HeaderParam(Idempotency.KEY) @Nullable String key,
            @NotNull @Valid HoldBody body) {
        return holds.place(customerId(), Idempotency.ofCustomer(key), body.toAsked(), customerId())
                .map(StoreHoldResource::respond);
    }

    @GET
    @Path(ID)
    @Operation(operationId = "getHold", summary = "One of the customer's holds")
    public Uni<HoldView.HoldAnswer> get(@PathParam("id") UUID id) {
        return holds.find(customerId(), id).map(HoldView.HoldAnswer::of);
    }

    @DELETE
    @Path(ID)
    @Operation(operationId = "voidOwnHold", summary = "Void a hold: its points become spendable again")
    public Uni<RestResponse<HoldView.HoldAnswer>> release(@PathParam("id") UUID id) {
        String customerId = customerId();
        return holds.release(customerId, RequestId.unnamed(), id, customerId).map(StoreHoldResource::respond);
    }

    static RestResponse<HoldView.HoldAnswer> respond(Holds.Answer answer) {
        var response = RestResponse.ResponseBuilder.create(answer.isNew() ? Status.CREATED : Status.OK,
                HoldView.HoldAnswer.of(answer.hold()));
        return answer.replayed() ? response.header(Idempotency.REPLAYED, true).build() : response.build();
    }

    private String customerId() {
        return CustomerIds.of(caller);
    }
}
