package io.dust.redeem.discount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.dust.http.input.Amounts;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads carts by a route of the plugin for Medusa, whose own admin API has no carts. */
final class MedusaCarts {

    private static final Logger LOG = Logger.getLogger(MedusaCarts.class);

    private static final String CARTS = "/admin/dust/carts";

    /** The type of a problem by which the plugin says that there is no such cart. */
    private static final String NOT_FOUND = "\"dust_cart_not_found\"";

    private final MedusaApi medusa;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    MedusaCarts(MedusaApi medusa) {
        this.medusa = medusa;
    }

    /** The cart with an id, or {@link ShopCart.Unknown} when the backend has no plugin that knows carts. */
    Uni<ShopCart> read(String id) {
        // A server may take these for steps in a path.
        if (id.equals(".") || id.equals("..")) {
            return Uni.createFrom().item(new ShopCart.Missing(id));
        }
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return medusa.get(CARTS + "/" + segment).map(answer -> known(answer.required("cart")))
                .onFailure(MedusaCarts::isNotFound)
                .recoverWithItem(failure -> failure instanceof MedusaApi.CallRefused refused
                        && refused.answer().contains(NOT_FOUND) ? new ShopCart.Missing(id) : unknown());
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof MedusaApi.CallRefused refused && refused.status() == 404;
    }

    private static ShopCart known(JsonNode cart) {
        Currency currency = Amounts.requireCurrency(cart.required("currency_code").asText());
        return new ShopCart.Known(cart.required("id").asText(), cart.required("customer_id").textValue(), currency,
                minorUnits(cart, "total_before_points", currency), minorUnits(cart, "payable_with_points", currency),
                !cart.required("completed_at").isNull());
    }

    /** Medusa computes with more decimals than a currency has. */
    private static long minorUnits(JsonNode cart, String member, Currency currency) {
        JsonNode amount = cart.required(member);
        if (!amount.isNumber()) {
            throw new IllegalArgumentException("The " + member + " of the cart must be a number");
        }
        BigDecimal rounded = amount.decimalValue().max(BigDecimal.ZERO)
                .setScale(Math.max(currency.getDefaultFractionDigits(), 0), RoundingMode.HALF_UP);
        return Amounts.minorUnits(member, rounded, currency);
    }

    private ShopCart unknown() {
        if (hasWarned.compareAndSet(false, true)) {
            LOG.warnf("Medusa has no route %s; install the plugin for Medusa of this release. Until then, the total that the"
                    + " caller sends counts, and a hold may exceed what Medusa takes off the cart.", CARTS);
        }
        return new ShopCart.Unknown();
    }
}
