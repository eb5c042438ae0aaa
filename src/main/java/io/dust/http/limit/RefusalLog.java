package io.dust.http.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Logs refused callers by reason and address, never by token. A line for each reason at most every
 * ten seconds, with the number of those that were not logged: no caller can fill the log.
 */
@Singleton
public class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Why a caller was refused. */
    public enum Reason {
        TOKEN_MISSING("it has no bearer token"),
        TOKEN_EXPIRED("its token has expired"),
        TOKEN_UNSIGNED("the signature of its token is wrong"),
        TOKEN_INVALID("its token is not valid for this service"),
        ROLE_MISSING("its role does not allow the call"),
        SIGNATURE_WRONG("the signature of its event is wrong"),
        TOO_MANY_REQUESTS("it has sent too many requests");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** A few words about the request, for staff. */
        public String text() {
            return text;
        }
    }

    private final Clock clock;
    private final Map<Reason, Sample> samples = new ConcurrentHashMap<>();

    RefusalLog(Clock clock) {
        this.clock = clock;
    }

    /** Logs that a request from an address was refused, or counts it. */
    public void refused(Reason reason, String address) {
        Sample sample = samples.computeIfAbsent(reason, first -> new Sample());
        long now = clock.millis();
        long next = sample.next.get();
        if (now >= next && sample.next.compareAndSet(next, now + PAUSE.toMillis())) {
            LOG.infof("A request from %s was refused: %s; %d more since the last such line", address, reason.text,
                    sample.unlogged.getAndSet(0));
        } else {
            sample.unlogged.incrementAndGet();
        }
    }

    private static final class Sample {
        final AtomicLong next = new AtomicLong();
        final AtomicLong unlogged = new AtomicLong();
    }
}
