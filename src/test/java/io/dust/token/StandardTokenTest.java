package io.dust.token;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StandardTokenTest extends ApiTest {

    private final Map<String, Object> claims = Tokens.standardClaims(customer, "customer");

    @Test
    void everyKindOfKeyOpens() {
        opens(Tokens.standard(claims, "RS256", StandardKeys.RSA));
        opens(Tokens.standard(claims, "ES256", StandardKeys.EC));
        opens(Tokens.standard(claims, "EdDSA", StandardKeys.ED));
    }

    @Test
    void onlyThoseAlgorithmsOpen() {
        for (String algorithm : List.of("RS384", "RS512", "PS256")) {
            refuses(Tokens.standard(claims, algorithm, StandardKeys.RSA));
        }
    }

    @Test
    void rolesComeFromGroups() {
        String staff = Tokens.standard(Tokens.standardClaims("kim", "staff", "kitchen"), "RS256", StandardKeys.RSA);

        as(staff).get("/admin/dust").then().statusCode(200);
        as(staff).get("/store/dust").then().statusCode(403);
    }

    @Test
    void rolesComeFromScope() {
        claims.remove("groups");
        claims.put("scope", "openid customer");

        opens(Tokens.standard(claims, "RS256", StandardKeys.RSA));
    }

    @Test
    void withoutARoleNothingOpens() {
        claims.remove("groups");

        as(Tokens.standard(claims, "RS256", StandardKeys.RSA)).get("/store/dust").then().statusCode(403);
    }

    @Test
    void issuerAndAudienceAreChecked() {
        refuses("iss", "https://id.other.example");
        refuses("aud", "another-service");
        claims.remove("aud");
        refuses(Tokens.standard(claims, "RS256", StandardKeys.RSA));
    }

    @Test
    void lifetimeAndSubjectAreChecked() {
        refuses("exp", Tokens.now() - 1);
        refuses("exp", null);
        refuses("nbf", Tokens.now() + 60);
        refuses("sub", "");
        refuses("sub", null);
    }

    @Test
    void claimsOfAnotherTypeAreRefused() {
        refuses("groups", Map.of("a", 1));
        refuses("scope", List.of("customer"));
        refuses("iss", 5);
    }

    @Test
    void aKeyThatIsNotPublishedIsRefused() {
        refuses(Tokens.standard(claims, "RS256", StandardKeys.FOREIGN));
        refuses(Tokens.sign(claims, "RS256", StandardKeys.FOREIGN.getPrivateKey(), Map.of("kid", "unheard-of")));
    }

    @Test
    void aPublicKeyIsNoSecret() {
        refuses(Tokens.sign(claims, "HS256", new HmacKey(StandardKeys.jwks().getBytes(StandardCharsets.UTF_8)), Map.of()));
        refuses(Tokens.sign(claims, "HS256", new HmacKey(StandardKeys.RSA.getPublicKey().getEncoded()), Map.of("kid", "rsa")));
    }

    @Test
    void theMedusaSecretDoesNotOpenForTheStandardIssuer() {
        refuses(Tokens.medusa(claims));
    }

    private void refuses(String claim, Object value) {
        Map<String, Object> wrong = new LinkedHashMap<>(claims);
        wrong.put(claim, value);
        refuses(Tokens.standard(wrong, "RS256", StandardKeys.RSA));
    }

    private static void refuses(String token) {
        as(token).get("/store/dust").then().statusCode(401);
    }

    private static void opens(String token) {
        as(token).get("/store/dust").then().statusCode(200);
    }
}
