package io.dust.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jboss.logging.Logger;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

import io.dust.database.Text;

/**
 * Fetches keys, and pauses after a failure. Every token with an unknown key causes a fetch, so
 * without the pause a client with such tokens would delay the requests with valid tokens.
 */
final class BackoffHttpGet implements SimpleGet {

    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(BackoffHttpGet.class);

    private final SimpleGet get;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;

    BackoffHttpGet(SimpleGet get, Clock clock) {
        this.get = get;
        this.clock = clock;
    }

    @Override
    public SimpleResponse get(String url) throws IOException {
        if (clock.instant().isBefore(pausedUntil)) {
            throw new IOException("The keys at " + url + " could not be fetched; the next attempt is after " + pausedUntil);
        }
        try {
            return get.get(url);
        } catch (IOException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            LOG.warnf("The keys at %s cannot be fetched; requests with tokens of this issuer may get 503: %s", url,
                    Text.excerpt(e.toString()));
            throw e;
        }
    }
}
