package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.dev.DevEnvironment;
import io.dust.fixture.DustProcess;

/** In production, Dust does not start with wrong settings of its token issuers. */
class StartIT {

    private final Map<String, String> settings = new HashMap<>(DevEnvironment.freshDatabase());

    @Test
    void withoutAnIssuer() {
        refuses("No token issuer is configured; set DUST_MEDUSA_JWT_SECRET, DUST_MEDUSA_JWT_PUBLIC_KEY, or DUST_JWT_JWKS with"
                + " DUST_JWT_ISSUER and DUST_JWT_AUDIENCE");
    }

    @Test
    void withATooShortSecret() {
        settings.put("dust.medusa.jwt-secret", "supersecret");

        refuses("DUST_MEDUSA_JWT_SECRET is 11 bytes long; use at least 32 bytes, the same in Medusa and Dust");
    }

    @Test
    void withTwoKeysOfOneMedusa() {
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.medusa.jwt-public-key", "-----BEGIN PUBLIC KEY-----");

        refuses("DUST_MEDUSA_JWT_SECRET and DUST_MEDUSA_JWT_PUBLIC_KEY are both set; keep the one that Medusa signs with");
    }

    @Test
    void withAnInvalidPublicKey() {
        settings.put("dust.medusa.jwt-public-key", "ssh-rsa AAAA");

        refuses("DUST_MEDUSA_JWT_PUBLIC_KEY must be an RSA or EC public key in PEM (-----BEGIN PUBLIC KEY-----)");
    }

    @Test
    void withAMissingJwksFile() {
        settings.put("dust.jwt.jwks", "/nowhere/jwks.json");
        settings.put("dust.jwt.issuer", "https://id.shop.example");
        settings.put("dust.jwt.audience", "dust");

        refuses("DUST_JWT_JWKS is /nowhere/jwks.json; it must be the URL or the file of a JWKS. Reading it failed: ");
    }

    @Test
    void withAJwksButNoIssuer() {
        settings.put("dust.jwt.jwks", "https://id.shop.example/jwks.json");

        refuses("DUST_JWT_ISSUER is missing; with DUST_JWT_JWKS, set it to the value in the issuer's tokens");
    }

    @Test
    void withTwoIssuersOfTheSameName() {
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.medusa.jwt-issuer", "https://id.shop.example");
        settings.put("dust.jwt.jwks", "https://id.shop.example/jwks.json");
        settings.put("dust.jwt.issuer", "https://id.shop.example");
        settings.put("dust.jwt.audience", "dust");

        refuses("DUST_MEDUSA_JWT_ISSUER and DUST_JWT_ISSUER are the same; each issuer needs its own");
    }

    @Test
    void withoutAnIssuerUnderAnotherProfile() {
        settings.put("quarkus.profile", "dev");

        refuses("No token issuer is configured");
    }

    private void refuses(String message) {
        DustProcess dust = DustProcess.run(settings);

        assertThat(dust.exitCode()).isEqualTo(1);
        assertThat(dust.output()).contains(message).doesNotContain("Listening on");
    }
}
