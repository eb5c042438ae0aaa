package io.dust.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Currency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({ "EUR, 100.56, 10056", "EUR, 100.5600, 10056", "EUR, 1e2, 10000", "USD, 0.01, 1", "JPY, 1200, 1200",
            "JPY, 1200.0, 1200", "XPF, 0, 0", "KWD, 1.234, 1234", "EUR, 90071992547409.91, 9007199254740991" })
    void anAmountHasSoManyMinorUnits(String currency, BigDecimal amount, long minorUnits) {
        assertThat(Amounts.minorUnits("total", amount, Currency.getInstance(currency))).isEqualTo(minorUnits);
    }

    @Test
    void moreDecimalsThanTheCurrencyHasAreRefused() {
        for (String amount : new String[] { "0.001", "-0.01", "90071992547409.92", "1e40", "1e999999999", "1e-999999999" }) {
            assertThatExceptionOfType(InvalidRequest.class).as(amount)
                    .isThrownBy(() -> Amounts.minorUnits("total", new BigDecimal(amount), Currency.getInstance("EUR")));
        }
    }
}
