package io.dust.http;

import java.util.regex.Pattern;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.Posted;
import io.dust.ledger.Reason;
import io.dust.ledger.Rejection;

/** The header {@code Idempotency-Key}, by which a client names a request so that it takes effect at most once. */
public final class Idempotency {

    /** The request header with the client's own id of the request. */
    public static final String KEY = "Idempotency-Key";

    /** The response header that says that the request had been answered before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private Idempotency() {
    }

    /** The key, if there is one. */
    public static @Nullable String optional(@Nullable String key) {
        return key == null ? null : require(key);
    }

    public static String require(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new Rejection(Reason.REQUEST_ID_MISSING,
                    "The header Idempotency-Key is needed: an id of your own for this request, the same when you repeat it.");
        }
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new Rejection(Reason.REQUEST_ID_INVALID,
                    "The header Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
        return key;
    }

    /** The answer to an accepted request, which says so when it is a repetition. */
    public static RestResponse<PostedView> respond(Posted posted) {
        var response = RestResponse.ResponseBuilder.ok(PostedView.of(posted));
        return posted.replayed() ? response.header(REPLAYED, true).build() : response.build();
    }
}
