package io.dust.redeem;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.dust.event.EarningEstimate;
import io.dust.event.OrderData;
import io.dust.http.Amounts;
import io.dust.http.Roles;
import io.dust.ledger.DustPoint;
import io.dust.ledger.Ledger;
import io.dust.ledger.Text;
import io.dust.setting.CurrentSettings;
import io.dust.setting.SettingChanges;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** What a cart would earn, and what points can pay of it. Nothing changes. */
@Path("/store/dust/quote")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store")
class QuoteResource {

    private final Ledger ledger;
    private final RedemptionRates rates;
    private final EarningEstimate earning;
    private final SecurityIdentity caller;

    QuoteResource(Ledger ledger, RedemptionRates rates, EarningEstimate earning, SecurityIdentity caller) {
        this.ledger = ledger;
        this.rates = rates;
        this.earning = earning;
        this.caller = caller;
    }

    @POST
    @Operation(operationId = "quote", summary = "What a cart would earn, and how many points can be spent on it")
    public Uni<Quote> quote(@NotNull @Valid QuoteBody body) {
        Currency currency = SettingChanges.currency(body.currencyCode());
        long total = Amounts.minorUnits("total", body.total(), currency);
        String customerId = caller.getPrincipal().getName();
        return Uni.combine().all().unis(earning.pointsFor(OrderData.ofTotal(body.cartId(), currency, total)),
                ledger.balance(customerId), rates.current())
                .with((earns, balance, current) -> new Quote(body.cartId(), earns,
                        spendable(currency, total, balance.map(DustPoint::balance).map(held -> held.points()).orElse(0L),
                                current)));
    }

    private static Spendable spendable(Currency currency, long total, long points, CurrentSettings<RateDefinition> rates) {
        return rates.of(currency.getCurrencyCode())
                .map(rate -> Spendable.of(Spending.most(rate, total, points), currency))
                .orElseGet(() -> new Spendable(0, Amounts.majorUnits(0, currency), currency.getCurrencyCode(), List.of(
                        new Spending.Limit("rate", "There is no redemption rate for " + currency + "."))));
    }

    /**
     * Which cart.
     *
     * @param total what is to be paid, in major units
     */
    record QuoteBody(@NotNull @Pattern(regexp = "^" + Text.PRINTABLE
            + "{1,255}$", message = "must be 1 to 255 printable characters") String cartId, @NotNull String currencyCode,
            @NotNull BigDecimal total) {
    }

    /**
     * What is possible.
     *
     * @param earns the points that the cart would earn as it is
     */
    record Quote(String cartId, long earns, Spendable spendable) {
    }

    /**
     * What can be spent, beside what is held for carts.
     *
     * @param amount what the points are worth, in major units
     * @param limits what has decided that it is not more
     */
    record Spendable(long points, BigDecimal amount, String currencyCode, List<Spending.Limit> limits) {

        static Spendable of(Spending spending, Currency currency) {
            return new Spendable(spending.points(), Amounts.majorUnits(spending.amount(), currency),
                    currency.getCurrencyCode(), spending.limits());
        }
    }
}
