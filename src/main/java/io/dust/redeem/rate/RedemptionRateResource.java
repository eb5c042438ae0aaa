package io.dust.redeem.rate;

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
import io.dust.http.input.Amounts;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.setting.SettingEndpoint;
import io.dust.setting.SettingView;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff change the redemption rates: one for a currency, with all its versions. */
@Path("/admin/dust/redemption-rates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Redemption rates", description = "The value of points at a checkout; needs a staff token")
class RedemptionRateResource {

    private static final Reason RATE_NOT_FOUND = new Reason("rate-not-found", "Rate not found", Reason.Category.NOT_FOUND);

    private final SettingEndpoint<RateDefinition, RedemptionRateAnswer> changes;
    private final SecurityIdentity caller;

    RedemptionRateResource(RedemptionRates rates, Clock clock, SecurityIdentity caller) {
        this.changes = new SettingEndpoint<>(rates, clock,
                new Rejection(RATE_NOT_FOUND, "This currency has no redemption rate; PUT one."),
                rate -> new RedemptionRateAnswer(SettingView.of(rate)));
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listRedemptionRates", summary = "The newest version for each currency")
    public Uni<RedemptionRatesView> list() {
        return changes.list().map(rates -> new RedemptionRatesView(rates.stream().map(SettingView::of).toList(), null));
    }

    @GET
    @Path("{currency_code}")
    @Operation(operationId = "getRedemptionRate", summary = "The newest version for a currency, with its ETag")
    public Uni<RestResponse<RedemptionRateAnswer>> get(@PathParam("currency_code") String currencyCode) {
        return changes.get(currencyCode);
    }

    @PUT
    @Path("{currency_code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putRedemptionRate", summary = "Put a new version in force")
    public Uni<RestResponse<RedemptionRateAnswer>> put(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition, @NotNull @Valid RateDefinition definition) {
        Currency currency = Amounts.requireCurrency(currencyCode);
        requireSound(definition);
        return changes.put(currency, precondition, definition, caller.getPrincipal().getName());
    }

    @DELETE
    @Path("{currency_code}")
    @Operation(operationId = "retireRedemptionRate", summary = "Stop spending for a currency")
    public Uni<RestResponse<RedemptionRateAnswer>> retire(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition) {
        return changes.retire(currencyCode, precondition, caller.getPrincipal().getName());
    }

    /** Checks that span several members. */
    private static void requireSound(RateDefinition definition) {
        if (definition.rate().numerator() == 0) {
            throw new InvalidRequest("rate.numerator", "must be at least 1");
        }
        if (definition.shareOrDefault().numerator() > definition.shareOrDefault().denominator()) {
            throw new InvalidRequest("maximum_share", "must be at most 1");
        }
    }

    /** A rate under its name. */
    record RedemptionRateAnswer(SettingView<RateDefinition> redemptionRate) {
    }

    /** All rates: one for a currency, so that they fit on one page. */
    record RedemptionRatesView(List<SettingView<RateDefinition>> redemptionRates, @Nullable String nextCursor) {
    }
}
