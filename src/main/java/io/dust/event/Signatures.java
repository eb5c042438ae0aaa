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

/**
 * Signatures of Standard Webhooks: HMAC-SHA256 over id, timestamp and body, within five minutes.
 */
@Startup
@Singleton
class Signatures {

    /** The header of a signed body. */
    static final String HEADER = Webhook.UNBRANDED_MSG_SIGNATURE_KEY;

    private static final String PREFIX = "whsec_";
    private static final int MIN_SECRET_BYTES = 24;

    private final List<Webhook> secrets;

    Signatures(EventSettings settings) {
        this.secrets = settings.secrets().orElse(List.of()).stream().map(Signatures::webhook).toList();
    }

    /** Whether one of the secrets made the signature. */
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
            // Not Base64: answered below.
        }
        throw new ConfigurationException(
                "DUST_EVENT_SECRETS must be secrets of Standard Webhooks, separated by commas: each is whsec_ and at least "
                        + MIN_SECRET_BYTES + " random bytes in Base64");
    }
}
