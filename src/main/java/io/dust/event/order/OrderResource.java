package io.dust.event.order;

import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import io.dust.http.Roles;
import io.dust.http.input.ShopId;
import io.dust.ledger.PostingRequest;
import io.dust.order.DiscountCode;
import io.dust.order.OrderEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff read what is known of an order, and decide about discounts that no hold pays for. */
@Path("/admin/dust/{customer_id}/orders/{order_id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Admin")
class OrderResource {

    private final Postings postings;
    private final OrderReader orders;
    private final SecurityIdentity caller;

    OrderResource(Postings postings, OrderReader orders, SecurityIdentity caller) {
        this.postings = postings;
        this.orders = orders;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getOrder", summary = "What is known of a customer's order, and its points")
    public Uni<OrderView.OrderAnswer> get(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("order_id") @ShopId String orderId) {
        return orders.read(customerId, orderId).map(OrderView.OrderAnswer::new);
    }

    @POST
    @Path("discounts/{code}/charge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "chargeDiscount", summary = "Charge points for a discount that no hold pays for; missing points become debt")
    public Uni<RestResponse<OrderView.OrderAnswer>> charge(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("order_id") @ShopId String orderId, @PathParam("code") @ShopId String code,
            @HeaderParam(Idempotency.KEY) @Nullable String key, @NotNull @Valid ChargeBody body) {
        return decide(customerId, orderId, code, key, Objects.requireNonNull(body.points()));
    }

    @POST
    @Path("discounts/{code}/waive")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "waiveDiscount", summary = "Waive the points for a discount that no hold pays for")
    public Uni<RestResponse<OrderView.OrderAnswer>> waive(@PathParam("customer_id") @CustomerId String customerId,
            @PathParam("order_id") @ShopId String orderId, @PathParam("code") @ShopId String code,
            @HeaderParam(Idempotency.KEY) @Nullable String key) {
        return decide(customerId, orderId, code, key, 0);
    }

    private Uni<RestResponse<OrderView.OrderAnswer>> decide(String customerId, String orderId, String code,
            @Nullable String key, long points) {
        var requestId = Idempotency.ofStaff(key);
        Cause cause = Cause.of(caller.getPrincipal().getName(), OrderEvent.reference(orderId));
        return orders.read(customerId, orderId)
                .flatMap(order -> postings.decide(new PostingRequest<>(customerId, requestId,
                        new DecideDiscount(orderId, order.currency(), DiscountCode.canonical(code), points), cause)))
                .flatMap(decided -> orders.read(customerId, orderId).map(OrderView.OrderAnswer::new)
                        .map(answer -> decided.result().replayed()
                                ? RestResponse.ResponseBuilder.ok(answer).header(Idempotency.REPLAYED, true).build()
                                : RestResponse.ResponseBuilder.ok(answer).build()));
    }

    /** The points to charge. */
    record ChargeBody(@NotNull @Min(1) @Max(Balance.LIMIT) Long points) {
    }
}
