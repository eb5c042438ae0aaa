package io.dust.earn.rule;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.http.InvalidRequest;
import io.dust.http.Page;
import io.dust.http.PageParameters;
import io.dust.http.Precondition;
import io.dust.http.Roles;
import io.dust.http.input.Amounts;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.dust.setting.SettingEndpoint;
import io.dust.setting.SettingVersion;
import io.dust.setting.SettingView;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Staff change the earning rules: one for a currency, with all its versions. */
@Path("/admin/dust/earning-rules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Earning rules", description = "The rules by which orders earn points; needs a staff token")
class EarningRuleResource {

    private static final Reason RULE_NOT_FOUND = new Reason("rule-not-found", "Rule not found", Reason.Category.NOT_FOUND);

    private final SettingEndpoint<RuleDefinition, EarningRuleAnswer> changes;
    private final SecurityIdentity caller;

    EarningRuleResource(EarningRules rules, Clock clock, SecurityIdentity caller) {
        this.changes = new SettingEndpoint<>(rules, clock,
                new Rejection(RULE_NOT_FOUND, "This currency has no earning rule; PUT one."),
                rule -> new EarningRuleAnswer(SettingView.of(rule)));
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listEarningRules", summary = "The newest version for each currency")
    public Uni<EarningRulesView> list() {
        return changes.list().map(EarningRulesView::of);
    }

    @GET
    @Path("{currency_code}")
    @Operation(operationId = "getEarningRule", summary = "The newest version for a currency, with its ETag")
    public Uni<RestResponse<EarningRuleAnswer>> get(@PathParam("currency_code") String currencyCode) {
        return changes.get(currencyCode);
    }

    @GET
    @Path("{currency_code}/versions")
    @Operation(operationId = "listEarningRuleVersions", summary = "All versions for a currency, newest first")
    public Uni<RestResponse<EarningRulesView>> history(@PathParam("currency_code") String currencyCode,
            @BeanParam PageParameters parameters, @Context HttpServerRequest request) {
        Page page = parameters.page(request);
        return changes.versions(currencyCode, page)
                .map(read -> EarningRulesView.of(read, page))
                .map(view -> page.respond(view, view.nextCursor()));
    }

    @PUT
    @Path("{currency_code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putEarningRule", summary = "Add a version, in force from now or from its valid_from on")
    public Uni<RestResponse<EarningRuleAnswer>> put(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition, @NotNull @Valid RuleDefinition definition) {
        Currency currency = Amounts.requireCurrency(currencyCode);
        requireSound(definition, currency);
        return changes.put(currency, precondition, definition, caller.getPrincipal().getName());
    }

    @DELETE
    @Path("{currency_code}")
    @Operation(operationId = "retireEarningRule", summary = "Stop earning for a currency")
    public Uni<RestResponse<EarningRuleAnswer>> retire(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition) {
        return changes.retire(currencyCode, precondition, caller.getPrincipal().getName());
    }

    /** Checks that span several members. */
    private static void requireSound(RuleDefinition definition, Currency currency) {
        if (definition.minimumOrder() != null) {
            Amounts.exactMinorUnits("minimum_order", definition.minimumOrder(), currency);
        }
        if (definition.validFrom() != null && definition.validUntil() != null
                && !definition.validFrom().isBefore(definition.validUntil())) {
            throw new InvalidRequest("valid_until", "must be after valid_from");
        }
        for (RuleDefinition.Campaign campaign : definition.campaignsOrNone()) {
            if (!campaign.validFrom().isBefore(campaign.validUntil())) {
                throw new InvalidRequest("campaigns.valid_until", "must be after valid_from");
            }
        }
        if (definition.customerMaximum() != null) {
            definition.customerMaximum().requireZone();
        }
    }

    /** A rule under its name. */
    record EarningRuleAnswer(SettingView<RuleDefinition> earningRule) {
    }

    /** Rules: one for each currency, which fit on one page, or a page of the versions for one. */
    record EarningRulesView(List<SettingView<RuleDefinition>> earningRules, @Nullable String nextCursor) {

        static EarningRulesView of(List<SettingVersion<RuleDefinition>> rules) {
            return new EarningRulesView(rules.stream().map(SettingView::of).toList(), null);
        }

        static EarningRulesView of(List<SettingVersion<RuleDefinition>> read, Page page) {
            return new EarningRulesView(of(page.cut(read)).earningRules,
                    page.nextCursor(read, rule -> Long.toString(rule.version())));
        }
    }
}
