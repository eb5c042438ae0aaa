package io.dust.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

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
    void eachCallCounts() throws Exception {
        Instant begin = Instant.now();
        long allowed = 0;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Integer> result : threads.invokeAll(Collections.<Callable<Integer>> nCopies(THREADS, this::call))) {
                allowed += result.get();
            }
        } finally {
            threads.shutdown();
        }
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
