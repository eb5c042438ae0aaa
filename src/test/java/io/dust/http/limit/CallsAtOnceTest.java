package io.dust.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Clients;
import io.dust.http.Roles;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Each thread of the server counts: a limit would be no limit if calls at once were lost. */
class CallsAtOnceTest {

    private static final int THREADS = 4;
    private static final int CALLS_OF_EACH = 50_000;
    private static final int BURST = 100_000;

    private final RequestLimits limits = new RequestLimits(new SmallRyeConfigBuilder().withMapping(LimitSettings.class)
            .withDefaultValue("dust.limit.customer-rate", "1")
            .withDefaultValue("dust.limit.customer-burst", Integer.toString(BURST)).build()
            .getConfigMapping(LimitSettings.class));

    @Test
    void eachCallCounts() {
        Instant begin = Instant.now();
        long allowed = new Clients(List.of()).atOnce(THREADS, thread -> call()).stream().mapToLong(Integer::longValue).sum();
        long refilled = 1 + Duration.between(begin, Instant.now()).toSeconds();
        assertThat(allowed).isBetween((long) BURST, BURST + refilled);
    }

    /** The number of calls that were allowed. */
    private int call() {
        int allowed = 0;
        for (int i = 0; i < CALLS_OF_EACH; i++) {
            try {
                limits.count("cus_at_once", Set.of(Roles.CUSTOMER), false);
                allowed++;
            } catch (TooManyRequests e) {
                // The rest is refused.
            }
        }
        return allowed;
    }
}
