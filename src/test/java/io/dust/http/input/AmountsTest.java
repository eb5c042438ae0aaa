package io.dust.http.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Currency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.http.InvalidRequest;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({ "EUR, 100.56, 10056", "EUR, 100.5600, 10056", "EUR, 1e2, 10000", "USD, 0.01, 1", "JPY, 1200, 1200",
            "JPY, 1200.0, 1200", "XPF, 0, 0", "KWD, 1.234, 1234", "EUR, 90071992547409.91, 9007199254740991" })
    void anAmountHasSoManyMinorUnits(String currency, BigDecimal amount, long minorUnits) {
        assertThat(Amounts.minorUnits("total", amount, Currency.getInstance(currency))).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource({ "EUR, 34.116425, 3412", "USD, 59.699999999999996, 5970", "EUR, 2.376, 238", "EUR, 0.005, 1", "EUR, 0.0049, 0",
            "JPY, 275.5, 276", "XPF, 0.4999, 0", "KWD, 12.3455, 12346" })
    void moreDecimalsAreRoundedHalfAwayFromZero(String currency, BigDecimal amount, long minorUnits) {
        Notes notes = new Notes();

        assertThat(Amounts.minorUnits("total", amount, Currency.getInstance(currency), notes)).isEqualTo(minorUnits);
        assertThat(notes.sentences()).hasSize(1).first().asString().startsWith("total was rounded from " + amount + " to ");
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> Amounts.exactMinorUnits("minimum_order", amount, Currency.getInstance(currency)));
    }

    @Test
    void whatIsNoAmountIsRefused() {
        for (String amount : new String[] { "-0.01", "-0.001", "90071992547409.92", "90071992547409.915", "1e40", "1e999999999",
                "1e-999999999" }) {
            assertThatExceptionOfType(InvalidRequest.class).as(amount)
                    .isThrownBy(() -> Amounts.minorUnits("total", new BigDecimal(amount), Currency.getInstance("EUR")));
            assertThatExceptionOfType(InvalidRequest.class).as(amount)
                    .isThrownBy(() -> Amounts.exactMinorUnits("total", new BigDecimal(amount), Currency.getInstance("EUR")));
        }
    }

    @Test
    void aCodeIsComparedWithoutCaseAndBlanks() {
        for (String code : new String[] { "EUR", "eur", " Eur ", "eur\t" }) {
            assertThat(Amounts.requireCurrency(code).getCurrencyCode()).isEqualTo("EUR");
        }
        for (String code : new String[] { "", "€", "EURO", "XXX", "XAU", "XTS", "usdt" }) {
            assertThat(Amounts.currency(code)).as(code).isEmpty();
            assertThatExceptionOfType(InvalidRequest.class).as(code).isThrownBy(() -> Amounts.requireCurrency(code));
        }
    }
}
