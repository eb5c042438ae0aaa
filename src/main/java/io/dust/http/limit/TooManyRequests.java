package io.dust.http.limit;

/** A caller has asked for more than its limit allows; nothing was done. */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String policy;
    private final String requests;
    private final int rate;
    private final long retryAfterSeconds;

    TooManyRequests(String policy, String requests, int rate, long retryAfterSeconds) {
        super("Too many requests", null, false, false);
        this.policy = policy;
        this.requests = requests;
        this.rate = rate;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Whole seconds until a request is allowed again, at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** One sentence for the caller. */
    public String detail() {
        return "At most " + rate + " " + requests + " are allowed in a second; repeat the request after " + retryAfterSeconds
                + " s.";
    }

    /** The value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers). */
    public String policyHeader() {
        return "\"" + policy + "\";q=" + rate + ";w=1";
    }

    /** The value of {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers). */
    public String limitHeader() {
        return "\"" + policy + "\";r=0;t=" + retryAfterSeconds;
    }
}
