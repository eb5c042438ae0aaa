package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;

import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;

/**
 * Settings of a Medusa backend that the HTTP tests do not use: an asymmetric key, issuer and
 * audience.
 */
class MedusaIssuerTest {

    private final Map<String, Object> claims = Tokens.medusaClaims("cus_1", "customer");

    @Test
    void anRsaKeyVerifiesRs256() throws Exception {
        MedusaIssuer issuer = issuer(StandardKeys.RSA, "\n", Optional.empty());

        issuer.consumer().process(Tokens.standard(claims, "RS256", StandardKeys.RSA));
        assertRefuses(issuer, Tokens.standard(claims, "RS256", StandardKeys.FOREIGN));
        assertRefuses(issuer, Tokens.standard(claims, "RS512", StandardKeys.RSA));
        assertRefuses(issuer, Tokens.medusa(claims));
    }

    @Test
    void anEcKeyVerifiesEs256() throws Exception {
        issuer(StandardKeys.EC, "\n", Optional.empty()).consumer().process(Tokens.standard(claims, "ES256", StandardKeys.EC));
    }

    @Test
    void lineBreaksMayBeWrittenOut() throws Exception {
        issuer(StandardKeys.RSA, "\\n", Optional.empty()).consumer()
                .process(Tokens.standard(claims, "RS256", StandardKeys.RSA));
    }

    @Test
    void issuerAndAudienceAreCheckedWhenTheyAreSet() throws Exception {
        MedusaIssuer issuer = issuer(StandardKeys.RSA, "\n", Optional.of("medusa"));

        assertRefuses(issuer, Tokens.standard(claims, "RS256", StandardKeys.RSA));
        claims.put("iss", "medusa");
        assertRefuses(issuer, Tokens.standard(claims, "RS256", StandardKeys.RSA));
        claims.remove("iss");
        claims.put("aud", "medusa");
        assertRefuses(issuer, Tokens.standard(claims, "RS256", StandardKeys.RSA));
        claims.put("iss", "another");
        assertRefuses(issuer, Tokens.standard(claims, "RS256", StandardKeys.RSA));
        claims.put("iss", "medusa");
        assertThat(issuer.consumer().process(Tokens.standard(claims, "RS256", StandardKeys.RSA)).getJwtClaims().getIssuer())
                .isEqualTo("medusa");
    }

    private static void assertRefuses(MedusaIssuer issuer, String token) {
        assertThatThrownBy(() -> issuer.consumer().process(token)).isInstanceOf(InvalidJwtException.class);
    }

    private static MedusaIssuer issuer(PublicJsonWebKey key, String lineBreak, Optional<String> issuerAndAudience) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return new MedusaIssuer(
                new Settings(Optional.empty(), Optional.of(pem.replace("\n", lineBreak)), issuerAndAudience, issuerAndAudience),
                true);
    }

    private record Settings(Optional<String> jwtSecret, Optional<String> jwtPublicKey, Optional<String> jwtIssuer,
            Optional<String> jwtAudience) implements MedusaSettings {
    }
}
