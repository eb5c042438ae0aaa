package io.dust.redeem;

import java.time.Clock;
import java.util.Currency;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.http.InvalidRequest;
import io.dust.http.Precondition;
import io.dust.http.Roles;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.setting.SettingChanges;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff say what points are worth: one rate for a currency, each version of which is kept. */
@Path("/admin/dust/redemption-rates")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Redemption rates", description = "What points are worth; a staff token")
class RedemptionRateResource {

    private final SettingChanges<RateDefinition, RedemptionRateAnswer> changes;
    private final SecurityIdentity caller;

    RedemptionRateResource(RedemptionRates rates, Clock clock, SecurityIdentity caller) {
        this.changes = new SettingChanges<>(rates, clock,
                new Rejection(Reason.RATE_NOT_FOUND, "There is no redemption rate for this currency; put one."),
                rate -> new RedemptionRateAnswer(RedemptionRateView.of(rate)));
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listRedemptionRates", summary = "The newest version for each currency")
    public Uni<RedemptionRatesView> list() {
        return changes.list().map(rates -> new RedemptionRatesView(rates.stream().map(RedemptionRateView::of).toList(), null));
    }

    @GET
    @Path("{currency_code}")
    @Operation(operationId = "getRedemptionRate", summary = "The newest version for a currency, with its ETag")
    public Uni<RestResponse<RedemptionRateAnswer>> get(@PathParam("currency_code") String currencyCode) {
        return changes.get(currencyCode);
    }

    @PUT
    @Path("{currency_code}")
    @Operation(operationId = "putRedemptionRate", summary = "Put a new version in force")
    public Uni<RestResponse<RedemptionRateAnswer>> put(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition, @NotNull @Valid RateDefinition definition) {
        Currency currency = SettingChanges.currency(currencyCode);
        requireSound(definition);
        return changes.put(currency, precondition, definition, caller.getPrincipal().getName());
    }

    @DELETE
    @Path("{currency_code}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "retireRedemptionRate", summary = "Let no points be spent in a currency any more")
    public Uni<RestResponse<RedemptionRateAnswer>> retire(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition) {
        return changes.retire(currencyCode, precondition, caller.getPrincipal().getName());
    }

    /** What no annotation can say. */
    private static void requireSound(RateDefinition definition) {
        if (definition.rate().numerator() == 0) {
            throw new InvalidRequest("rate.numerator", "must be at least 1");
        }
        if (definition.shareOrDefault().numerator() > definition.shareOrDefault().denominator()) {
            throw new InvalidRequest("maximum_share", "must be at most 1");
        }
    }

    /** A resource stands under its name. */
    record RedemptionRateAnswer(RedemptionRateView redemptionRate) {
    }

    /** All of them; there is one for a currency, so they fit on one page. */
    record RedemptionRatesView(List<RedemptionRateView> redemptionRates, @Nullable String nextCursor) {
    }
}
