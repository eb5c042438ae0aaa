package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.dev.DevEnvironment;
import io.dust.fixture.DustProcess;

/** In production Dust does not start unless it is clear whose tokens open it. */
class StartIT {

    private final Map<String, String> settings = new HashMap<>(DevEnvironment.freshDatabase());

    @Test
    void withoutAnIssuer() {
        refuses("Nobody's tokens would be accepted; set DUST_MEDUSA_JWT_SECRET, DUST_MEDUSA_JWT_PUBLIC_KEY, or DUST_JWT_JWKS with"
                + " DUST_JWT_ISSUER and DUST_JWT_AUDIENCE");
    }

    @Test
    void withASecretThatCanBeGuessed() {
        settings.put("dust.medusa.jwt-secret", "supersecret");

        refuses("DUST_MEDUSA_JWT_SECRET has 11 bytes, which can be guessed; give Medusa's jwtSecret and this at least 32");
    }

    @Test
    void withTwoKeysOfOneMedusa() {
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.medusa.jwt-public-key", "-----BEGIN PUBLIC KEY-----");

        refuses("DUST_MEDUSA_JWT_SECRET and DUST_MEDUSA_JWT_PUBLIC_KEY are both set; Medusa signs with one of them");
    }

    @Test
    void withAPublicKeyThatIsNone() {
        settings.put("dust.medusa.jwt-public-key", "ssh-rsa AAAA");

        refuses("DUST_MEDUSA_JWT_PUBLIC_KEY must be an RSA or EC public key in PEM (-----BEGIN PUBLIC KEY-----)");
    }

    @Test
    void withAJwksThatIsNotThere() {
        settings.put("dust.jwt.jwks", "/nowhere/jwks.json");
        settings.put("dust.jwt.issuer", "https://id.shop.example");
        settings.put("dust.jwt.audience", "dust");

        refuses("DUST_JWT_JWKS is /nowhere/jwks.json, which must be the URL of a JWKS or a file with one");
    }

    @Test
    void withAJwksWhoseIssuerIsUnknown() {
        settings.put("dust.jwt.jwks", "https://id.shop.example/jwks.json");

        refuses("DUST_JWT_ISSUER is missing; with DUST_JWT_JWKS it must name what the tokens carry");
    }

    @Test
    void withTwoIssuersOfOneName() {
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.medusa.jwt-issuer", "https://id.shop.example");
        settings.put("dust.jwt.jwks", "https://id.shop.example/jwks.json");
        settings.put("dust.jwt.issuer", "https://id.shop.example");
        settings.put("dust.jwt.audience", "dust");

        refuses("DUST_MEDUSA_JWT_ISSUER and DUST_JWT_ISSUER are the same; it must tell the two issuers apart");
    }

    @Test
    void withoutAnIssuerUnderAnotherProfile() {
        settings.put("quarkus.profile", "dev");

        refuses("Nobody's tokens would be accepted");
    }

    private void refuses(String message) {
        DustProcess dust = DustProcess.run(settings);

        assertThat(dust.exitCode()).isEqualTo(1);
        assertThat(dust.output()).contains(message).doesNotContain("Listening on");
    }
}
