package io.dust.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.database.Text;
import io.vertx.core.buffer.Buffer;

/**
 * A request to change one customer's account.
 *
 * @param customerId 1 to 255 printable characters
 * @param id with the customer, the request takes effect at most once
 */
public record PostingRequest<C extends Command>(String customerId, RequestId id, C command, Cause cause) {

    public PostingRequest {
        Text.requirePrintable("customer_id", customerId, 255);
        Text.requirePrintable("actor", cause.actor(), 255);
        if (cause.reason() != null) {
            Text.requireReadable("reason", cause.reason(), 500);
        }
    }

    /**
     * SHA-256 of what the client sent, which distinguishes a repetition from another request under
     * the same id. It is stored, so its parts must never change; sentences of Dust's own are not
     * among them.
     */
    public Buffer fingerprint() {
        MessageDigest digest = sha256();
        update(digest, command.canonical());
        update(digest, cause.reason() == null ? "" : cause.reason());
        update(digest, cause.referenceType() == null ? "" : cause.referenceType());
        update(digest, cause.referenceId() == null ? "" : cause.referenceId());
        return Buffer.buffer(digest.digest());
    }

    /** Each part follows its length, so that no two lists of parts have the same bytes. */
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
