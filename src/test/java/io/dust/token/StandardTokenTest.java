package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jose4j.json.JsonUtil;
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
    void aTimeOutOfRangeIsRefused() {
        for (String number : List.of("1e30", "1e400", "-1e400", "100000000000000000", "1e2147483648", "9223372036854775808",
                "99999999999999999999", "{}", "\"x\"", "[1]", "NaN")) {
            for (String claim : List.of("exp", "iat", "nbf")) {
                for (String token : List.of(signed(claim, number), medusa(claim, number))) {
                    assertThat(as(token).get("/store/dust").statusCode()).as(claim + " " + number)
                            .isIn(401, claim.equals("exp") ? 401 : 200);
                }
            }
        }
    }

    private String signed(String claim, String json) {
        return Tokens.sign(payload(claims, claim, json), "RS256", StandardKeys.RSA.getPrivateKey(),
                Map.of("kid", StandardKeys.RSA.getKeyId()));
    }

    private String medusa(String claim, String json) {
        return Tokens.sign(payload(Tokens.medusaClaims(customer, "customer"), claim, json), "HS256", Tokens.medusaKey(),
                Map.of());
    }

    private static String payload(Map<String, Object> claims, String claim, String json) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, "<value>");
        return JsonUtil.toJson(changed).replace("\"<value>\"", json);
    }

    @Test
    void aLifetimeHasALimit() {
        long days = 86_400;
        claims.put("exp", Tokens.now() + 399 * days);
        opens(Tokens.standard(claims, "RS256", StandardKeys.RSA));
        refuses("exp", Tokens.now() + 401 * days);
        claims.put("iat", Tokens.now() - 2 * days);
        refuses(Tokens.standard(claims, "RS256", StandardKeys.RSA));
        claims.put("iat", Tokens.now() + 500 * days);
        refuses("exp", Tokens.now() + 501 * days);
    }

    @Test
    void aTokenHasOneForm() {
        String token = Tokens.standard(claims, "RS256", StandardKeys.RSA);
        opens(token);
        String[] parts = token.split("\\.");
        for (String other : List.of(token + "=", token + "==", parts[0] + "=." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "=." + parts[2], parts[0] + "." + parts[1] + "!." + parts[2], token + ".",
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 5) + "*" + parts[2].substring(5))) {
            refuses(other);
        }
        for (Object crit : List.of(List.of(), List.of("exp"), List.of("b64"))) {
            refuses(Tokens.sign(claims, "RS256", StandardKeys.RSA.getPrivateKey(),
                    Map.of("kid", StandardKeys.RSA.getKeyId(), "crit", crit)));
        }
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
