package io.dust.http.limit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.dust.http.Roles;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Limits the requests of each caller, and the refused requests of each address, to this instance. A
 * caller is the subject of a valid token: an address may belong to a whole shop, so that requests
 * with a valid token do not count for it.
 */
@Singleton
public class RequestLimits {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final Limit customers;
    private final Limit changes;
    private final Limit staff;
    private final Limit addresses;

    RequestLimits(LimitSettings settings) {
        this.customers = new Limit("customer", "requests", settings.customerRate(), settings.customerBurst());
        this.changes = new Limit("customer-change", "requests that can change something", settings.customerChangeRate(),
                settings.customerChangeBurst());
        this.staff = new Limit("staff", "requests", settings.staffRate(), settings.staffBurst());
        this.addresses = new Limit("address", "refused requests", settings.addressRate(), settings.addressBurst());
    }

    /**
     * Counts a request of a caller with a valid token.
     *
     * @param canChange whether its method is another one than GET and HEAD
     * @throws TooManyRequests when the caller has sent too many
     */
    public void count(String subject, Set<String> roles, boolean canChange) {
        if (roles.contains(Roles.STAFF) || roles.contains(Roles.EVENTS)) {
            staff.count(subject);
            return;
        }
        customers.count(subject);
        if (canChange) {
            changes.count(subject);
        }
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

    /** The address of the client, or of its proxy. */
    public static String address(HttpServerRequest request) {
        return String.valueOf(request.remoteAddress().hostAddress());
    }

    /** A user of IPv6 has a network of 2^64 addresses, so that only its 64 bits count. */
    private static String network(String address) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length <= IPV6_NETWORK_BYTES ? address
                : HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES);
    }

    /** The limit of each caller of one kind. */
    private static final class Limit {

        /** About 200 bytes each. A caller that is dropped begins again with a full bucket. */
        private static final int MOST_CALLERS = 50_000;
        private static final Duration REMEMBERED = Duration.ofMinutes(10);

        private final String policy;
        private final String requests;
        private final int rate;
        private final int burst;
        /**
         * A bucket is changed in place, under the lock of this object: a copy for each request would be
         * garbage of long life.
         */
        private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST_CALLERS)
                .expireAfterWrite(REMEMBERED).build();

        Limit(String policy, String requests, int rate, int burst) {
            if (rate < 0 || burst < rate) {
                String setting = "DUST_LIMIT_" + policy.toUpperCase(Locale.ROOT).replace('-', '_');
                throw new ConfigurationException(setting + "_RATE is " + rate + " and " + setting + "_BURST is " + burst
                        + "; the rate must be 0 or more, and the burst at least the rate");
            }
            this.policy = policy;
            this.requests = requests;
            this.rate = rate;
            this.burst = burst;
        }

        void count(String caller) {
            if (rate > 0) {
                long nanosToWait = take(buckets.get(caller, unknown -> bucket()));
                if (nanosToWait > 0) {
                    throw tooMany(nanosToWait);
                }
            }
        }

        void requireNotExhausted(String caller) {
            @Nullable
            Bucket bucket = buckets.getIfPresent(caller);
            if (bucket != null && isEmpty(bucket)) {
                throw tooMany(0);
            }
        }

        /** Takes a token, or returns the time until there is one in nanoseconds. */
        private synchronized long take(Bucket bucket) {
            return bucket.tryConsume(1) ? 0 : Math.max(1, bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        }

        private synchronized boolean isEmpty(Bucket bucket) {
            return bucket.getAvailableTokens() < 1;
        }

        private TooManyRequests tooMany(long nanosToWait) {
            return new TooManyRequests(policy, requests, rate, 1 + TimeUnit.NANOSECONDS.toSeconds(nanosToWait));
        }

        private Bucket bucket() {
            return Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                    .withSynchronizationStrategy(SynchronizationStrategy.NONE).build();
        }
    }
}
