package io.dust.earn;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.event.Amounts;
import io.dust.http.InvalidRequest;
import io.dust.http.Precondition;
import io.dust.http.Roles;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Staff say how orders become points: one rule for a currency, each version of which is kept. */
@Path("/admin/dust/earning-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Earning rules", description = "How orders become points; a staff token")
class EarningRuleResource {

    private final EarningRules rules;
    private final Clock clock;
    private final SecurityIdentity caller;

    EarningRuleResource(EarningRules rules, Clock clock, SecurityIdentity caller) {
        this.rules = rules;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listEarningRules", summary = "The newest version for each currency")
    public Uni<EarningRulesView> list() {
        return rules.current().map(current -> new EarningRulesView(current.byCurrencyCode().values().stream()
                .map(EarningRuleView::of).sorted(Comparator.comparing(EarningRuleView::currencyCode)).toList(), null));
    }

    @GET
    @Path("{currency_code}")
    @Operation(operationId = "getEarningRule", summary = "The newest version for a currency, with its ETag")
    public Uni<RestResponse<EarningRuleAnswer>> get(@PathParam("currency_code") String currencyCode) {
        return newest(currency(currencyCode)).map(EarningRuleResource::orNotFound).map(EarningRuleResource::respond);
    }

    @PUT
    @Path("{currency_code}")
    @Operation(operationId = "putEarningRule", summary = "Put a new version in force")
    public Uni<RestResponse<EarningRuleAnswer>> put(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition, @NotNull @Valid RuleDefinition definition) {
        Currency currency = currency(currencyCode);
        requireSound(definition, currency);
        String actor = caller.getPrincipal().getName();
        return newest(currency).flatMap(newest -> add(precondition,
                new EarningRule(currency, versionOf(newest) + 1, false, definition, actor, now())));
    }

    @DELETE
    @Path("{currency_code}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "retireEarningRule", summary = "Let orders in a currency earn nothing any more")
    public Uni<RestResponse<EarningRuleAnswer>> retire(@PathParam("currency_code") String currencyCode,
            @BeanParam Precondition precondition) {
        Currency currency = currency(currencyCode);
        String actor = caller.getPrincipal().getName();
        return newest(currency).map(EarningRuleResource::orNotFound).flatMap(newest -> add(precondition,
                new EarningRule(currency, newest.version() + 1, true, newest.definition(), actor, now())));
    }

    private Uni<RestResponse<EarningRuleAnswer>> add(Precondition precondition, EarningRule next) {
        precondition.require(next.version() - 1);
        return rules.add(next).map(added -> {
            if (!added) {
                throw Precondition.failed();
            }
            return respond(next);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static long versionOf(Optional<EarningRule> newest) {
        return newest.map(EarningRule::version).orElse(0L);
    }

    private Uni<Optional<EarningRule>> newest(Currency currency) {
        return rules.current().map(current -> Optional.ofNullable(current.byCurrencyCode().get(currency.getCurrencyCode())));
    }

    private static EarningRule orNotFound(Optional<EarningRule> rule) {
        return rule.orElseThrow(
                () -> new Rejection(Reason.RULE_NOT_FOUND, "There is no earning rule for this currency; put one."));
    }

    private static RestResponse<EarningRuleAnswer> respond(EarningRule rule) {
        return RestResponse.ResponseBuilder.ok(new EarningRuleAnswer(EarningRuleView.of(rule)))
                .header(HttpHeaders.ETAG, Precondition.etag(rule.version())).build();
    }

    private static Currency currency(String code) {
        return Amounts.currency(code.toUpperCase(Locale.ROOT)).orElseThrow(
                () -> new InvalidRequest("currency_code", "must be one that ISO 4217 knows, such as EUR"));
    }

    /** What no annotation can say. */
    private static void requireSound(RuleDefinition definition, Currency currency) {
        if (definition.minimumOrder() != null) {
            Amounts.minorUnits("minimum_order", definition.minimumOrder(), currency);
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
    }

    /** A resource stands under its name. */
    record EarningRuleAnswer(EarningRuleView earningRule) {
    }

    /** All of them; there is one for a currency, so they fit on one page. */
    record EarningRulesView(List<EarningRuleView> earningRules, @Nullable String nextCursor) {
    }
}
