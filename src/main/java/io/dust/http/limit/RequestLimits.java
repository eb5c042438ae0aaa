package io.dust.http.limit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.http.Roles;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.runtime.configuration.ConfigurationException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Limits the requests of each caller, and the refused requests of each address, to this instance. A
 * caller is the subject of a valid token: an address may belong to a whole shop, so that requests
 * with a valid token do not count for it.
 */
@Singleton
public class RequestLimits {

    private final Limit customers;
    private final Limit staff;
    private final Limit addresses;

    RequestLimits(LimitSettings settings) {
        this.customers = new Limit("customer", settings.customerRate(), settings.customerBurst());
        this.staff = new Limit("staff member", settings.staffRate(), settings.staffBurst());
        this.addresses = new Limit("address", settings.addressRate(), settings.addressBurst());
    }

    /**
     * Counts a request of a caller with a valid token.
     *
     * @throws TooManyRequests when the caller has sent too many
     */
    public void count(String subject, Set<String> roles) {
        (roles.contains(Roles.STAFF) || roles.contains(Roles.EVENTS) ? staff : customers).count(subject);
    }

    /**
     * Counts a request that is refused for want of a valid token or signature.
     *
     * @throws TooManyRequests when the address has sent too many
     */
    public void countRefused(String address) {
        addresses.count(network(address));
    }

    /**
     * Refuses work for an address that has sent too many refused requests.
     *
     * @throws TooManyRequests if so
     */
    public void requireNotExhausted(String address) {
        addresses.requireNotExhausted(network(address));
    }

    /** Who has one address of IPv6 has 2^64 of them. */
    private static String network(String address) {
        String[] groups = address.split(":", 5);
        return groups.length < 5 || address.contains("::") ? address
                : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    /** The limit of each caller of one kind. */
    private static final class Limit {

        /** About 200 bytes each. Who is dropped starts anew, with a full bucket. */
        private static final int MOST_CALLERS = 50_000;
        private static final Duration REMEMBERED = Duration.ofMinutes(10);

        private final String policy;
        private final int rate;
        private final int burst;
        private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST_CALLERS)
                .expireAfterAccess(REMEMBERED).build();

        Limit(String policy, int rate, int burst) {
            if (rate < 0 || burst < rate) {
                throw new ConfigurationException("DUST_LIMIT_… of a " + policy + " has the rate " + rate + " and the burst "
                        + burst + "; the rate must be 0 or more, and the burst at least the rate");
            }
            this.policy = policy;
            this.rate = rate;
            this.burst = burst;
        }

        void count(String caller) {
            if (rate > 0) {
                ConsumptionProbe probe = buckets.get(caller, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
                if (!probe.isConsumed()) {
                    throw tooMany(probe.getNanosToWaitForRefill());
                }
            }
        }

        void requireNotExhausted(String caller) {
            @Nullable
            Bucket bucket = buckets.getIfPresent(caller);
            if (bucket != null && bucket.getAvailableTokens() < 1) {
                throw tooMany(0);
            }
        }

        private TooManyRequests tooMany(long nanosToWait) {
            return new TooManyRequests(policy, rate, 1 + TimeUnit.NANOSECONDS.toSeconds(nanosToWait));
        }

        private Bucket bucket() {
            return Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1))).build();
        }
    }
}
