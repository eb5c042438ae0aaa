package io.dust.redeem.rate;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.batch.Balances;
import io.dust.database.CallerContext;
import io.dust.database.Text;
import io.dust.http.CustomerIds;
import io.dust.http.Roles;
import io.dust.http.input.Amounts;
import io.dust.http.json.StrictJson;
import io.dust.order.AskedOrder;
import io.dust.order.CountedLineView;
import io.dust.order.EarningEstimate;
import io.dust.redeem.discount.ShopCart;
import io.dust.redeem.discount.ShopCarts;
import io.dust.setting.SettingHistory;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** Quotes what a cart would earn, and how many points can pay for it. Nothing changes. */
@Path("/store/dust/quote")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Store")
class QuoteResource {

    private static final int MAX_CART_ID_LENGTH = 255;

    private final Balances balances;
    private final RedemptionRates rates;
    private final EarningEstimate earning;
    private final ShopCarts carts;
    private final SecurityIdentity caller;

    QuoteResource(Balances balances, RedemptionRates rates, EarningEstimate earning, ShopCarts carts,
            SecurityIdentity caller) {
        this.balances = balances;
        this.rates = rates;
        this.earning = earning;
        this.carts = carts;
        this.caller = caller;
    }

    @POST
    @Operation(operationId = "quote", summary = "Quote what a cart would earn, and how many points can be spent on it")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = QuoteBody.class)))
    public Uni<Quote> quote(byte[] body) {
        JsonNode json = StrictJson.object(body);
        String cartId = StrictJson.requireText(json, "cart_id", MAX_CART_ID_LENGTH);
        AskedOrder cart = AskedOrder.of(json);
        String customerId = CustomerIds.of(caller);
        return CallerContext.resume(carts.requireFor(customerId, cartId, cart.currency()))
                .flatMap(shopCart -> quote(customerId, cartId, cart, shopCart));
    }

    private Uni<Quote> quote(String customerId, String cartId, AskedOrder cart, ShopCart shopCart) {
        long told = cart.content().total();
        return Uni.combine().all()
                .unis(balances.of(customerId), earning.of(cart), rates.history(cart.currency().getCurrencyCode()))
                .with((account, estimate, history) -> Quote.of(cartId, cart, estimate,
                        spendable(cart.currency(), shopCart.total(told), shopCart.discountable(told), pointsOf(account),
                                history)));
    }

    private static long pointsOf(Optional<Account> account) {
        return account.map(Account::balance).map(Balance::points).orElse(0L);
    }

    private static Spendable spendable(Currency currency, long total, long discountable, long points,
            SettingHistory<RateDefinition> rates) {
        return rates.newest(currency.getCurrencyCode())
                .map(rate -> Spendable.of(SpendableAmount.max(rate, total, discountable, points), currency))
                .orElseGet(() -> new Spendable(0, Amounts.majorUnits(0, currency), currency.getCurrencyCode(), List.of(
                        new SpendableAmount.Limit("rate", "There is no redemption rate for " + currency + "."))));
    }

    /**
     * A cart, in the shape of an order. Other members of an order are read, too.
     *
     * @param total the amount to pay, in major units
     */
    record QuoteBody(
            @NotNull @Pattern(regexp = Text.NAME) String cartId,
            @NotNull String currencyCode, @NotNull BigDecimal total, @Nullable BigDecimal taxTotal,
            @Nullable BigDecimal shippingTotal, @Nullable BigDecimal shippingTaxTotal, @Nullable BigDecimal discountTotal,
            @Nullable List<Object> items, @Nullable List<Object> shippingMethods, @Nullable List<Object> promotions) {
    }

    /**
     * The points that a cart would earn, and those that can be spent on it.
     *
     * @param amount what counts of the cart, in major units
     * @param breakdown what each line counts and earns
     * @param notes what was rounded in the cart
     */
    record Quote(String cartId, long earns, BigDecimal amount, List<CountedLineView> breakdown, List<String> notes,
            Spendable spendable) {

        static Quote of(String cartId, AskedOrder cart, EarningEstimate.Estimate estimate, Spendable spendable) {
            return new Quote(cartId, estimate.points(), Amounts.majorUnits(estimate.amount(), cart.currency()),
                    CountedLineView.all(estimate.breakdown(), cart.currency()), cart.notes(), spendable);
        }
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
