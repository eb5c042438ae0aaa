package io.dust.http;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import io.dust.account.Balance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Amounts of money: decimal numbers, or strings with a decimal number, in major units of a
 * currency.
 */
public final class Amounts {

    /** More digits than any amount has: a limit of the time that a number costs. */
    private static final int MAX_LENGTH = 64;

    private Amounts() {
    }

    /**
     * The currency of a code, in any case.
     *
     * @throws InvalidRequest unless ISO 4217 has it
     */
    public static Currency requireCurrency(String code) {
        return currency(code.toUpperCase(Locale.ROOT)).orElseThrow(
                () -> new InvalidRequest("currency_code", "must be a currency of ISO 4217, such as EUR"));
    }

    /** The currency of a code in upper case, if ISO 4217 has it. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The amount in a member of an object.
     *
     * @param path of the object, with a dot at the end, or empty
     * @return in minor units, which an unknown currency does not define: then 0
     * @throws InvalidRequest naming the member, when it is not an amount of this currency
     */
    public static OptionalLong minorUnits(JsonNode object, String path, String member, Optional<Currency> currency) {
        JsonNode value = object.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        BigDecimal amount = decimal(path + member, value);
        return OptionalLong.of(currency.isEmpty() ? 0 : minorUnits(path + member, amount, currency.get()));
    }

    /**
     * An amount in minor units: hundredths of EUR, thousandths of KWD, whole JPY.
     *
     * @throws InvalidRequest naming the member, when it is negative or not an amount of this
     *         currency
     */
    public static long minorUnits(String member, BigDecimal amount, Currency currency) {
        int decimals = Math.max(currency.getDefaultFractionDigits(), 0);
        if (amount.signum() < 0) {
            throw new InvalidRequest(member, "must not be negative");
        }
        // Checked before any arithmetic: 1e999999999 is a number, too.
        if (amount.precision() - (long) amount.scale() > MAX_LENGTH || amount.scale() > MAX_LENGTH) {
            throw new InvalidRequest(member, "must have at most " + MAX_LENGTH + " digits on each side of the decimal point");
        }
        BigDecimal minorUnits = amount.movePointRight(decimals).stripTrailingZeros();
        if (minorUnits.scale() > 0) {
            throw new InvalidRequest(member,
                    "must have at most " + decimals + " decimals, the minor unit of " + currency.getCurrencyCode());
        }
        if (minorUnits.compareTo(BigDecimal.valueOf(Balance.LIMIT)) > 0) {
            throw new InvalidRequest(member, "must be at most " + Balance.LIMIT + " minor units");
        }
        return minorUnits.longValueExact();
    }

    /** An amount in major units. */
    public static BigDecimal majorUnits(long minorUnits, Currency currency) {
        return BigDecimal.valueOf(minorUnits, Math.max(currency.getDefaultFractionDigits(), 0));
    }

    private static BigDecimal decimal(String member, JsonNode value) {
        String text = value.asText();
        if ((value.isNumber() || value.isTextual()) && text.length() <= MAX_LENGTH) {
            try {
                BigDecimal amount = value.isNumber() ? value.decimalValue() : new BigDecimal(text);
                if (amount.signum() >= 0) {
                    return amount;
                }
                throw new InvalidRequest(member, "must not be negative");
            } catch (NumberFormatException e) {
                // NaN, Infinity or no number at all: answered below.
            }
        }
        throw new InvalidRequest(member, "must be a decimal number");
    }
}
