package io.dust.earn.rule;

import java.math.BigDecimal;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.http.InvalidRequest;
import io.dust.http.Roles;
import io.dust.http.input.Amounts;
import io.dust.order.AskedOrder;
import io.dust.order.CountedLineView;
import io.dust.order.content.Returns;
import io.dust.setting.SettingVersion;
import io.smallrye.mutiny.Uni;

/** Staff simulate what an order would earn now. */
@Path("/admin/dust/earning-rules/simulate")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.STAFF)
@Tag(name = "Earning rules")
class SimulationResource {

    private final RuleEstimate estimate;

    SimulationResource(RuleEstimate estimate) {
        this.estimate = estimate;
    }

    @POST
    @Operation(operationId = "simulateEarning", summary = "Simulate what an order would earn now, and why")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, description = "An order, as in an event")))
    public Uni<Simulation> simulate(byte[] body) {
        AskedOrder order = AskedOrder.parse(body);
        Returns returns = Returns.of(order.content(), order.paidWithPoints(), order.refunds());
        return estimate.inForce(order)
                .map(rule -> rule.map(version -> Simulation.of(order, version, estimate.explained(order, returns, version)))
                        .orElseGet(() -> Simulation.withoutRule(order)));
    }

    /**
     * The points that an order would earn.
     *
     * @param version of the rule in force; null when there is none
     * @param amount what counts of the order, in major units
     * @param breakdown what each line counts and earns
     * @param notes what was rounded in the order
     * @param steps the explanation of each part of the rule, in order
     */
    record Simulation(long points, String currencyCode, @Nullable Long version, BigDecimal amount,
            List<CountedLineView> breakdown, List<String> notes, List<Step> steps) {

        static Simulation of(AskedOrder order, SettingVersion<RuleDefinition> rule, ExplainedEarnings explained) {
            Earnings earnings = explained.earnings();
            if (earnings.exceedsLimit()) {
                throw new InvalidRequest("total", "would earn more than " + Balance.LIMIT + " points");
            }
            return new Simulation(earnings.points(), order.currency().getCurrencyCode(), rule.version(),
                    Amounts.majorUnits(earnings.amount(), order.currency()),
                    CountedLineView.all(explained.breakdown(), order.currency()), order.notes(), explained.steps());
        }

        static Simulation withoutRule(AskedOrder order) {
            return new Simulation(0, order.currency().getCurrencyCode(), null, Amounts.majorUnits(0, order.currency()),
                    List.of(), order.notes(),
                    List.of(new Step("rule", "No earning rule is in force for " + order.currency() + ".")));
        }
    }
}
