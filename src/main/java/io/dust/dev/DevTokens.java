package io.dust.dev;

import java.time.Duration;

import io.smallrye.jwt.build.Jwt;

/** Tokens in the form of a Medusa backend. */
final class DevTokens {

    private static final Duration LIFETIME = Duration.ofDays(1);

    private DevTokens() {
    }

    static String customer(String id, String secret) {
        return sign(id, "customer", secret);
    }

    static String staff(String id, String secret) {
        return sign(id, "user", secret);
    }

    private static String sign(String actorId, String actorType, String secret) {
        return Jwt.claim("actor_id", actorId).claim("actor_type", actorType).claim("auth_identity_id", "authid_dev")
                .expiresIn(LIFETIME)
                .signWithSecret(secret);
    }
}
