package io.dust.http.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import io.dust.account.Balance;
import io.dust.http.InvalidRequest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Amounts of money: decimal numbers, or strings with a decimal number, in major units of a
 * currency.
 */
public final class Amounts {

    /** What is said of a value that is no amount. */
    public static final String MUST_BE = "must be a decimal number";

    /** More digits than any amount has: a limit of the time that a number costs. */
    private static final int MAX_LENGTH = 64;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    /** Only these letters: ı and ſ become I and S in upper case. */
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

    private Amounts() {
    }

    /**
     * The currency of a code, in any case and with blanks around it.
     *
     * @throws InvalidRequest unless ISO 4217 has it as a currency
     */
    public static Currency requireCurrency(String code) {
        return currency(code).orElseThrow(
                () -> new InvalidRequest("currency_code", "must be a currency of ISO 4217, such as EUR"));
    }

    /**
     * The currency of a code, in any case and with blanks around it, if ISO 4217 has it. A code
     * without a minor unit, such as XAU, is no currency that a shop sells in.
     */
    public static Optional<Currency> currency(String code) {
        if (!CURRENCY.matcher(code.strip()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(code.strip().toUpperCase(Locale.ROOT)))
                    .filter(currency -> currency.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The amount in a member of an object, rounded as {@link #minorUnits(String, BigDecimal, Currency)}
     * does.
     *
     * @param path of the object, with a dot at the end, or empty
     * @param notes get a sentence when the amount was rounded
     * @return in minor units; empty when the member is missing
     * @throws InvalidRequest naming the member, when it is no amount
     */
    public static OptionalLong minorUnits(JsonNode object, String path, String member, Currency currency, Notes notes) {
        Optional<BigDecimal> amount = decimal(object, path, member);
        return amount.isEmpty() ? OptionalLong.empty()
                : OptionalLong.of(minorUnits(path + member, amount.get(), currency, notes));
    }

    /**
     * An amount in minor units: hundredths of EUR, thousandths of KWD, whole JPY. More decimals are
     * rounded, half away from zero.
     *
     * @throws InvalidRequest naming the member, when it is negative or too large
     */
    public static long minorUnits(String member, BigDecimal amount, Currency currency) {
        return minorUnits(member, amount, currency, new Notes());
    }

    /**
     * An amount in minor units, rounded as {@link #minorUnits(String, BigDecimal, Currency)} does.
     *
     * @param notes get a sentence when the amount was rounded
     */
    public static long minorUnits(String member, BigDecimal amount, Currency currency, Notes notes) {
        BigDecimal rounded = requireAmount(member, amount).setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        if (rounded.compareTo(amount) != 0) {
            notes.add(member + " was rounded from " + amount.toPlainString() + " to " + rounded.toPlainString() + ".");
        }
        return requireWithinLimit(member, rounded);
    }

    /**
     * An amount in minor units that must not have more decimals than the currency.
     *
     * @throws InvalidRequest naming the member, when it is negative or not an amount of this
     *         currency
     */
    public static long exactMinorUnits(String member, BigDecimal amount, Currency currency) {
        int decimals = currency.getDefaultFractionDigits();
        BigDecimal rounded = requireAmount(member, amount).setScale(decimals, RoundingMode.DOWN);
        if (rounded.compareTo(amount) != 0) {
            throw new InvalidRequest(member,
                    "must have at most " + decimals + " decimals, the minor unit of " + currency.getCurrencyCode());
        }
        return requireWithinLimit(member, rounded);
    }

    /** An amount in major units. */
    public static BigDecimal majorUnits(long minorUnits, Currency currency) {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
    }

    /**
     * The decimal number in a member of an object: as a number, or as a string.
     *
     * @param path of the object, with a dot at the end, or empty
     * @return empty when the member is missing
     * @throws InvalidRequest naming the member, when it is negative or no decimal number
     */
    public static Optional<BigDecimal> decimal(JsonNode object, String path, String member) {
        JsonNode value = object.path(member);
        return value.isMissingNode() || value.isNull() ? Optional.empty()
                : Optional.of(requireAmount(path + member, decimal(path + member, value)));
    }

    private static BigDecimal decimal(String member, JsonNode value) {
        return (value.isNumber() ? Optional.of(value.decimalValue())
                : Optional.ofNullable(value.textValue()).flatMap(Amounts::decimal))
                .orElseThrow(() -> new InvalidRequest(member, MUST_BE));
    }

    /** The decimal number that a text is: digits, with a point between them at most. */
    public static Optional<BigDecimal> decimal(String text) {
        return text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static BigDecimal requireAmount(String member, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new InvalidRequest(member, "must not be negative");
        }
        // Checked before any arithmetic: 1e999999999 is a number, too.
        if (amount.precision() - (long) amount.scale() > MAX_LENGTH || amount.scale() > MAX_LENGTH) {
            throw new InvalidRequest(member, "must have at most " + MAX_LENGTH + " digits on each side of the decimal point");
        }
        return amount;
    }

    private static long requireWithinLimit(String member, BigDecimal amount) {
        if (amount.unscaledValue().compareTo(BigInteger.valueOf(Balance.LIMIT)) > 0) {
            throw new InvalidRequest(member, "must be at most " + Balance.LIMIT + " minor units");
        }
        return amount.unscaledValue().longValueExact();
    }
}
