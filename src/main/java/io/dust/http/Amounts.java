package io.dust.http;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;

import io.dust.ledger.Balance;

import com.fasterxml.jackson.databind.JsonNode;

/** Amounts of money: decimal numbers, or strings that hold one, in major units of a currency. */
public final class Amounts {

    /** Enough for every amount; longer ones would only cost time. */
    private static final int MAX_LENGTH = 64;

    private Amounts() {
    }

    /** The currency of a code in upper case, if ISO 4217 knows it. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The amount of an object's member.
     *
     * @param path what the object is called, with a dot behind it, or empty
     * @return in minor units; 0 when the currency is not known, for then nobody can say how many there are
     * @throws InvalidRequest naming the member, when it is no amount that this currency has
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
     * @throws InvalidRequest naming the member, when it is negative or no amount that this currency has
     */
    public static long minorUnits(String member, BigDecimal amount, Currency currency) {
        int decimals = Math.max(currency.getDefaultFractionDigits(), 0);
        if (amount.signum() < 0) {
            throw new InvalidRequest(member, "must not be negative");
        }
        // Before anything is computed with it: 1e999999999 is a number too.
        if (amount.precision() - (long) amount.scale() > MAX_LENGTH || amount.scale() > MAX_LENGTH) {
            throw new InvalidRequest(member, "must be an amount of money");
        }
        BigDecimal minorUnits = amount.movePointRight(decimals).stripTrailingZeros();
        if (minorUnits.scale() > 0) {
            throw new InvalidRequest(member,
                    "must have at most " + decimals + " decimals, as " + currency.getCurrencyCode() + " has");
        }
        if (minorUnits.compareTo(BigDecimal.valueOf(Balance.LIMIT)) > 0) {
            throw new InvalidRequest(member, "must be at most " + Balance.LIMIT + " minor units");
        }
        return minorUnits.longValueExact();
    }

    /** The same amount in major units. */
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
                // Answered below: NaN, Infinity, or no number at all.
            }
        }
        throw new InvalidRequest(member, "must be a decimal number");
    }
}
