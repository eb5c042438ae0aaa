package io.dust.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;

/**
 * A client's wish to change one customer's points, under the client's own id.
 *
 * @param customerId 1 to 255 printable characters
 * @param requestId the client's {@code Idempotency-Key}; with the customer it takes effect at most once
 * @param reason why, in words for people, 1 to 500 characters
 * @param reference the shop's own name of the cause, if it has one
 * @param actor who asked for it
 */
public record PostingRequest(String customerId, String requestId, Intent intent, String reason,
        @Nullable Reference reference, String actor) {

    /** No client's key has a space. */
    private static final String UNNAMED = "unnamed ";

    public PostingRequest {
        Text.requirePrintable("customer_id", customerId, 255);
        Text.requirePrintable("request id", requestId, 255);
        Text.requireReadable("reason", reason, 500);
        Text.requirePrintable("actor", actor, 255);
    }

    /** One that its client has given no id, because a feature recognizes its repetition by other means. */
    public static PostingRequest unnamed(String customerId, Intent intent, String reason, @Nullable Reference reference,
            String actor) {
        return new PostingRequest(customerId, UNNAMED + UUID.randomUUID(), intent, reason, reference, actor);
    }

    /** Whether it can be repeated under its id, and so needs to be kept when nothing has changed. */
    boolean isNamed() {
        return !requestId.startsWith(UNNAMED);
    }

    /** The version of the transaction that it takes back, if it does that. */
    Optional<Long> reverses() {
        return intent instanceof Posting.Reverse reverse ? Optional.of(reverse.version()) : Optional.empty();
    }

    /**
     * SHA-256 over what the client asked for, to tell a repeated request from another one under the same id. It is
     * stored: what it is made of must not change.
     */
    Buffer fingerprint() {
        MessageDigest digest = sha256();
        update(digest, intent.canonical());
        update(digest, reason);
        update(digest, reference == null ? "" : reference.type());
        update(digest, reference == null ? "" : reference.id());
        return Buffer.buffer(digest.digest());
    }

    /** Each part with its length before it, so that no two lists of parts look alike. */
    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
