package io.dust.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;

/** Instances purge by themselves, as the role that serves. */
class PurgeIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ROWS = 5000;

    @Test
    void twoInstancesPurgeWhatIsDue() throws SQLException {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.put("dust.retention.purge-every", "1s");
        settings.put("dust.retention.requests", "31d");
        String customer = "cus_" + System.nanoTime();
        insert(customer, "32 days", ROWS);
        insert(customer + "x", "30 days 23 hours", 1);

        try (DustProcess one = DustProcess.start(settings); DustProcess other = DustProcess.start(settings)) {
            Instant deadline = Instant.now().plus(TIMEOUT);
            while (requests(customer) > 0 && Instant.now().isBefore(deadline)) {
                assertThat(one.pid()).isNotEqualTo(other.pid());
            }
            assertThat(requests(customer)).isZero();
            assertThat(requests(customer + "x")).isEqualTo(1);
            assertThat(one.output() + other.output()).doesNotContain("will be tried again");
        }
    }

    private static void insert(String customer, String age, int count) {
        Database.execute(customer, """
                insert into dust_request (customer_id, request_id, fingerprint, rejection, detail, recorded_at)
                select '%s', 'staff:' || number, sha256('x'), 'insufficient-points', 'x', now() - interval '%s'
                from generate_series(1, %d) number""".formatted(customer, age, count));
    }

    private static long requests(String customer) throws SQLException {
        return Database.count("select count(*) from dust_request where customer_id = ?", customer);
    }
}
