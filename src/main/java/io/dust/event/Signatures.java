package io.dust.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;

/** Signatures of Standard Webhooks: HMAC-SHA256 over id, time and body, no older and no newer than five minutes. */
@Startup
@Singleton
class Signatures {

    /** The header by which a sender says that a body is signed. */
    static final String HEADER = Webhook.UNBRANDED_MSG_SIGNATURE_KEY;

    private static final String PREFIX = "whsec_";
    private static final int MIN_SECRET_BYTES = 24;

    private final List<Webhook> secrets;

    Signatures(EventSettings settings) {
        this.secrets = settings.secrets().orElse(List.of()).stream().map(Signatures::webhook).toList();
    }

    /** Whether one of the secrets has signed it. */
    boolean isSigned(Map<String, List<String>> headers, byte[] body) {
        String payload = new String(body, StandardCharsets.UTF_8);
        return secrets.stream().anyMatch(secret -> isSigned(secret, headers, payload));
    }

    private static boolean isSigned(Webhook secret, Map<String, List<String>> headers, String payload) {
        try {
            secret.verify(payload, headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static Webhook webhook(String secret) {
        String base64 = secret.strip();
        try {
            if (base64.startsWith(PREFIX)
                    && Base64.getDecoder().decode(base64.substring(PREFIX.length())).length >= MIN_SECRET_BYTES) {
                return new Webhook(base64);
            }
        } catch (IllegalArgumentException e) {
            // No Base64, answered below.
        }
        throw new ConfigurationException(
                "DUST_EVENT_SECRETS must be secrets as Standard Webhooks has them, separated by commas:"
                        + " whsec_ and at least " + MIN_SECRET_BYTES + " random bytes in Base64");
    }
}
