package io.dust.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jboss.logging.Logger;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/**
 * Fetches keys, and after a failure not again for a while: every token with an unheard-of key asks
 * for a fetch, and whoever sends such tokens must not keep those with a good one waiting.
 */
final class RestrainedGet implements SimpleGet {

    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(RestrainedGet.class);

    private final SimpleGet get;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;

    RestrainedGet(SimpleGet get, Clock clock) {
        this.get = get;
        this.clock = clock;
    }

    @Override
    public SimpleResponse get(String url) throws IOException {
        if (clock.instant().isBefore(pausedUntil)) {
            throw new IOException("The keys could not be fetched a moment ago");
        }
        try {
            return get.get(url);
        } catch (IOException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            LOG.warnf("The keys at %s cannot be fetched, so that tokens of their issuer may be refused: %s", url, e);
            throw e;
        }
    }
}
