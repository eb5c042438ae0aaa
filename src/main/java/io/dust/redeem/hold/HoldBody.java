package io.dust.redeem.hold;

import java.math.BigDecimal;
import java.util.Currency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;

import io.dust.account.Balance;
import io.dust.database.Text;
import io.dust.http.input.Amounts;
import io.dust.redeem.checkout.Hold;

/**
 * A request to hold points for a cart.
 *
 * @param cartTotal the amount to pay, in major units
 * @param points as many as possible if absent
 */
record HoldBody(@NotNull @Pattern(regexp = Text.NAME, message = "must be 1 to 255 printable characters") String cartId,
        @NotNull String currencyCode,
        @NotNull BigDecimal cartTotal, @Min(1) @Max(Balance.LIMIT) @Nullable Long points) {

    Hold.Asked toAsked() {
        Currency currency = Amounts.requireCurrency(currencyCode);
        return new Hold.Asked(cartId, currency, Amounts.minorUnits("cart_total", cartTotal, currency), points);
    }
}
