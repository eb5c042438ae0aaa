package io.dust.http;

import java.util.regex.Pattern;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.account.RequestId;
import io.dust.ledger.PostingResult;
import io.dust.ledger.Rejection;

/**
 * The header {@code Idempotency-Key}: a client's own id of a request, so that the request takes
 * effect at most once.
 */
public final class Idempotency {

    /** The request header with the client's own id of the request. */
    public static final String KEY = "Idempotency-Key";

    /** The response header of an answer that repeats an earlier one. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private Idempotency() {
    }

    /** The id of a request of staff or the shop's server. */
    public static RequestId ofStaff(@Nullable String key) {
        return RequestId.ofStaff(require(key));
    }

    /** The id of a customer's request, which may come without a key. */
    public static RequestId ofCustomer(@Nullable String key) {
        return key == null ? RequestId.unnamed() : RequestId.ofCustomer(require(key));
    }

    private static String require(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new Rejection(RequestReason.KEY_MISSING,
                    "The header Idempotency-Key is missing; it must be an id of your own, the same when you repeat the request.");
        }
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new Rejection(RequestReason.KEY_INVALID,
                    "The header Idempotency-Key must be 1 to 255 visible ASCII characters.");
        }
        return key;
    }

    /** The answer to a posting. */
    public static RestResponse<PostedView> respond(PostingResult.Posted posted) {
        var response = RestResponse.ResponseBuilder.ok(PostedView.of(posted));
        return posted.replayed() ? response.header(REPLAYED, true).build() : response.build();
    }
}
