package io.dust.redeem.rate;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

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

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.batch.Balances;
import io.dust.database.Text;
import io.dust.http.Amounts;
import io.dust.http.Roles;
import io.dust.order.EarningEstimate;
import io.dust.order.OrderData;
import io.dust.setting.ActiveSettings;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Quotes what a cart would earn, and how many points can pay for it. Nothing changes. */
@Path("/store/dust/quote")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store")
class QuoteResource {

    private final Balances balances;
    private final RedemptionRates rates;
    private final EarningEstimate earning;
    private final SecurityIdentity caller;

    QuoteResource(Balances balances, RedemptionRates rates, EarningEstimate earning, SecurityIdentity caller) {
        this.balances = balances;
        this.rates = rates;
        this.earning = earning;
        this.caller = caller;
    }

    @POST
    @Operation(operationId = "quote", summary = "Quote what a cart would earn, and how many points can be spent on it")
    public Uni<Quote> quote(@NotNull @Valid QuoteBody body) {
        Currency currency = Amounts.requireCurrency(body.currencyCode());
        long total = Amounts.minorUnits("total", body.total(), currency);
        String customerId = caller.getPrincipal().getName();
        OrderData order = OrderData.ofTotal(body.cartId(), currency, total);
        Uni<Earned> earned = rates.active()
                .flatMap(active -> earning.pointsFor(order).map(points -> new Earned(points, active)));
        return Uni.combine().all().unis(balances.of(customerId), earned)
                .with((account, both) -> new Quote(body.cartId(), both.points,
                        spendable(currency, total, pointsOf(account), both.rates)));
    }

    /** The reads by Panache share a session, so the second follows the first. */
    private record Earned(long points, ActiveSettings<RateDefinition> rates) {
    }

    private static long pointsOf(Optional<Account> account) {
        return account.map(Account::balance).map(Balance::points).orElse(0L);
    }

    private static Spendable spendable(Currency currency, long total, long points, ActiveSettings<RateDefinition> rates) {
        return rates.of(currency.getCurrencyCode())
                .map(rate -> Spendable.of(SpendableAmount.max(rate, total, points), currency))
                .orElseGet(() -> new Spendable(0, Amounts.majorUnits(0, currency), currency.getCurrencyCode(), List.of(
                        new SpendableAmount.Limit("rate", "There is no redemption rate for " + currency + "."))));
    }

    /**
     * A cart.
     *
     * @param total the amount to pay, in major units
     */
    record QuoteBody(@NotNull @Pattern(regexp = "^" + Text.PRINTABLE
            + "{1,255}$", message = "must be 1 to 255 printable characters") String cartId, @NotNull String currencyCode,
            @NotNull BigDecimal total) {
    }

    /**
     * The points that a cart would earn, and those that can be spent on it.
     */
    record Quote(String cartId, long earns, Spendable spendable) {
    }

    /**
     * The most points that can be spent, besides those that are held.
     *
     * @param amount the value of the points, in major units
     * @param limits the limits that decided the number
     */
    record Spendable(long points, BigDecimal amount, String currencyCode, List<SpendableAmount.Limit> limits) {

        static Spendable of(SpendableAmount spending, Currency currency) {
            return new Spendable(spending.points(), Amounts.majorUnits(spending.amount(), currency),
                    currency.getCurrencyCode(), spending.limits());
        }
    }
}
