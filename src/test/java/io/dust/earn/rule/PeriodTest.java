package io.dust.earn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
            "DAY, , 2026-11-27T10:00:00Z, 2026-11-27T00:00:00Z, 2026-11-28T00:00:00Z",
            "DAY, Asia/Tokyo, 2026-11-27T15:00:00Z, 2026-11-27T15:00:00Z, 2026-11-28T15:00:00Z",
            "DAY, Europe/Paris, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
            "WEEK, UTC, 2026-11-29T23:59:59Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
            "WEEK, UTC, 2026-11-30T00:00:00Z, 2026-11-30T00:00:00Z, 2026-12-07T00:00:00Z",
            "MONTH, America/New_York, 2026-03-01T04:59:59Z, 2026-02-01T05:00:00Z, 2026-03-01T05:00:00Z",
            "MONTH, America/New_York, 2026-03-01T05:00:00Z, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z",
            "YEAR, Pacific/Auckland, 2026-12-31T11:00:00Z, 2026-12-31T11:00:00Z, 2027-12-31T11:00:00Z" })
    void aPeriodBeginsAndEndsInItsTimeZone(Period period, @Nullable String zone, Instant at, Instant start, Instant end) {
        CustomerMaximum maximum = new CustomerMaximum(500L, period, zone);

        assertThat(maximum.start(at)).isEqualTo(start);
        assertThat(maximum.end(at)).isEqualTo(end);
    }
}
