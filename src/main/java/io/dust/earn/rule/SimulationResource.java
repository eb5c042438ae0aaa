package io.dust.earn.rule;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.http.InvalidRequest;
import io.dust.http.Roles;
import io.dust.order.OrderData;
import io.dust.order.OrderParser;
import io.dust.setting.SettingVersion;
import io.smallrye.mutiny.Uni;

/** Staff simulate what an order would earn now. */
@Path("/admin/dust/earning-rules/simulate")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Earning rules")
class SimulationResource {

    private final EarningRules rules;
    private final Clock clock;

    SimulationResource(EarningRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @POST
    @Operation(operationId = "simulateEarning", summary = "Simulate what an order would earn now, and why")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    public Uni<Simulation> simulate(byte[] body) {
        OrderData order = OrderParser.parseOrder(body);
        return rules.active()
                .map(active -> active.of(order.currencyCode()))
                .map(rule -> Simulation.of(order, rule, clock.instant()));
    }

    /**
     * The points that an order would earn.
     *
     * @param version of the rule in force; null when there is none
     * @param steps the explanation of each stage, in order
     */
    record Simulation(long points, String currencyCode, @Nullable Long version, List<EarningCalculation.Explanation> steps) {

        static Simulation of(OrderData order, Optional<SettingVersion<RuleDefinition>> rule, Instant at) {
            if (rule.isEmpty()) {
                return new Simulation(0, order.currencyCode(), null, List.of(
                        new EarningCalculation.Explanation("rule",
                                "There is no earning rule for " + order.currencyCode() + ".")));
            }
            EarningCalculation calculation = EarningStage.calculate(order, rule.get(), at);
            EarningTerms terms = calculation.terms(order, rule.get());
            if (terms.exceedsLimit()) {
                throw new InvalidRequest("total", "would earn more than " + Balance.LIMIT + " points");
            }
            return new Simulation(terms.points(0), order.currencyCode(), rule.get().version(), calculation.steps());
        }
    }
}
