package io.dust.token;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MedusaTokenTest extends ApiTest {

    private final Map<String, Object> claims = Tokens.medusaClaims(customer, "customer");

    @Test
    void aCustomersTokenOpensTheStore() {
        opens(Tokens.medusa(claims));
    }

    @Test
    void aTamperedTokenIsRefusedAlsoAfterTheOriginalWasVerified() {
        String token = Tokens.medusa(claims);
        opens(token);
        String[] parts = token.split("\\.");

        claims.put("actor_id", newCustomer());
        String others = Tokens.medusa(claims).split("\\.")[1];
        refuses(parts[0] + "." + others + "." + parts[2]);
        refuses(parts[0] + "." + parts[1] + ".");
        opens(token);
    }

    @Test
    void aVerifiedTokenIsRefusedAfterItsExpiry() {
        claims.put("exp", Tokens.now() + 2);
        String token = Tokens.medusa(claims);
        opens(token);

        Instant deadline = Instant.now().plusSeconds(10);
        while (statusOf(token) == 200 && Instant.now().isBefore(deadline)) {
            opens(Tokens.customer(customer));
        }
        refuses(token);
        assertThat(Tokens.now()).isGreaterThanOrEqualTo(((Number) claims.get("exp")).longValue());
    }

    private static int statusOf(String token) {
        return as(token).get("/store/dust").statusCode();
    }

    @Test
    void aUserIsStaff() {
        as(Tokens.medusa(Tokens.medusaClaims("user_1", "user"))).get("/admin/dust").then().statusCode(200);
        as(Tokens.medusa(Tokens.medusaClaims("user_1", "user"))).get("/store/dust").then().statusCode(403);
    }

    @Test
    void anotherActorTypeHasNoRole() {
        claims.put("actor_type", "api-key");

        as(Tokens.medusa(claims)).get("/store/dust").then().statusCode(403);
        as(Tokens.medusa(claims)).get("/admin/dust").then().statusCode(403);
    }

    @Test
    void aVisitorWithoutARegistrationIsRefused() {
        claims.put("actor_id", "");

        refuses(Tokens.medusa(claims));
    }

    @Test
    void anActorMustBeText() {
        for (Object wrong : List.of(5, true, List.of(customer), Map.of("id", customer), " ", "a\u0000b", "x".repeat(256))) {
            claims.put("actor_id", wrong);

            refuses(Tokens.medusa(claims));
        }
        claims.remove("actor_id");
        refuses(Tokens.medusa(claims));
    }

    @Test
    void aTokenWithoutItsSecondFactorIsRefused() {
        claims.put("mfa_enabled", true);
        refuses(Tokens.medusa(claims));

        claims.remove("mfa_challenge_completed_at");
        refuses(Tokens.medusa(claims));
    }

    @Test
    void aSecondFactorNeedsATime() {
        claims.put("mfa_enabled", true);
        for (Object wrong : List.of(false, true, "", " ", Map.of())) {
            claims.put("mfa_challenge_completed_at", wrong);

            refuses(Tokens.medusa(claims));
        }
    }

    @Test
    void aNestedTokenIsRefused() {
        refuses(Tokens.nested(Tokens.medusa(claims)));
    }

    @Test
    void aTokenWithACompletedSecondFactorIsAccepted() {
        claims.put("mfa_enabled", true);
        claims.put("mfa_challenge_completed_at", Tokens.now());

        opens(Tokens.medusa(claims));
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() {
        claims.remove("exp");

        refuses(Tokens.medusa(claims));
    }

    @Test
    void anExpiredTokenIsRefused() {
        claims.put("exp", Tokens.now() - 1);

        refuses(Tokens.medusa(claims));
    }

    @Test
    void aTokenThatIsNotValidYetIsRefused() {
        claims.put("nbf", Tokens.now() + 60);

        refuses(Tokens.medusa(claims));
    }

    @Test
    void aTamperedTokenIsRefused() {
        String[] parts = Tokens.medusa(claims).split("\\.");
        claims.put("actor_id", "cus_other");
        String[] others = Tokens.medusa(claims).split("\\.");

        refuses(parts[0] + "." + others[1] + "." + parts[2]);
        refuses(parts[0] + "." + parts[1] + ".");
        refuses(parts[0] + "." + parts[1]);
    }

    @Test
    void aTokenSignedWithAnotherSecretIsRefused() {
        refuses(Tokens.sign(claims, "HS256", secret("another-secret-of-at-least-32-bytes"), Map.of()));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        refuses(Tokens.sign(claims, "none", null, Map.of()));
        String header = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"NoNe\"}".getBytes(StandardCharsets.UTF_8));
        refuses(header + "." + Tokens.medusa(claims).split("\\.")[1] + ".");
    }

    @Test
    void onlyTheAlgorithmOfTheKeyIsAccepted() {
        refuses(Tokens.sign(claims, "RS256", StandardKeys.RSA.getPrivateKey(), Map.of("kid", "rsa")));
        refuses(Tokens.sign(claims, "HS256", secret(StandardKeys.jwks()), Map.of("kid", "rsa")));
        for (String algorithm : List.of("HS384", "HS512")) {
            refuses(Tokens.sign(claims, algorithm, Tokens.medusaKey(), Map.of()));
        }
    }

    @Test
    void aTokenWithItsOwnKeyIsRefused() {
        for (String header : List.of("jku", "x5u")) {
            refuses(Tokens.medusa(claims, Map.of(header, "https://attacker.example/keys")));
        }
        refuses(Tokens.medusa(claims, Map.of("jwk", StandardKeys.FOREIGN.toParams(OutputControlLevel.PUBLIC_ONLY))));
    }

    @Test
    void anInvalidTokenIsRefused() {
        for (String wrong : List.of("x", ".", "..", "...", "a.b.c", "\"\"", "e30.e30.e30", "e30.W10.e30")) {
            refuses(wrong);
        }
    }

    private void opens(String token) {
        as(token).get("/store/dust").then().statusCode(200);
    }

    private void refuses(String token) {
        var response = as(token).get("/store/dust").then().statusCode(401).extract();
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertJson(response.asString(), """
                {"type": "urn:problem-type:dust:unauthorized", "title": "Unauthorized", "status": 401,
                 "detail": "The token is invalid or expired, or its issuer is not configured.",
                 "error": "Unauthorized"}""");
    }

    private static HmacKey secret(String secret) {
        return new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }
}
