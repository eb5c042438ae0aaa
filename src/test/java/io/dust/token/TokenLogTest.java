package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.LogLines;
import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;

/** What the log says of refused tokens at the level that the README recommends. */
@QuarkusTest
class TokenLogTest extends ApiTest {

    private static final String CATEGORY = "io.dust.token";
    private static final String EMAIL = "ada@private.example";

    private final Map<String, Object> claims = Tokens.standardClaims(customer, "customer");

    @Test
    void theReasonIsLoggedWithoutTheTokenAndItsClaims() {
        claims.put("email", EMAIL);
        Map<String, Object> medusa = Tokens.medusaClaims(customer, "customer");
        medusa.put("email", EMAIL);
        try (LogLines log = LogLines.ofDebugging(CATEGORY)) {
            for (String token : List.of(
                    standard("exp", Tokens.now() - 1), standard("nbf", Tokens.now() + 600),
                    standard("exp", Tokens.now() + 500 * 86_400L), standard("aud", EMAIL),
                    standard("groups", Map.of("a", EMAIL)),
                    Tokens.standard(claims, "RS256", StandardKeys.FOREIGN),
                    Tokens.sign(claims, "RS256", StandardKeys.RSA.getPrivateKey(),
                            Map.of("kid", "rsa", "crit", List.of("b64"))),
                    Tokens.medusa(medusa, Map.of("jku", "https://private.example/keys")), signedWithAnotherSecret(medusa),
                    "private", standard("iss", "https://private.example"),
                    "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(EMAIL.getBytes(StandardCharsets.UTF_8))
                            + ".e30")) {
                List<String> added = refuse(token, log);

                assertThat(added).as(token).singleElement().asString().startsWith("DEBUG A token is refused")
                        .doesNotContain("eyJ", "e30", EMAIL, "private", customer, "{");
                for (String part : token.split("\\.", -1)) {
                    assertThat(added.get(0)).doesNotContain(part);
                }
            }
        }
    }

    @Test
    void aTokenWithAWrongSignatureIsVerifiedOnce() {
        String token = signedWithAnotherSecret(Tokens.medusaClaims(customer, "customer"));
        try (LogLines log = LogLines.ofDebugging(CATEGORY)) {
            assertThat(refuse(token, log)).hasSize(1);
            assertThat(refuse(token, log)).as("no verification").singleElement().asString()
                    .startsWith("DEBUG A token is refused again");
            assertThat(refuse(token + "A", log)).as("another token").hasSize(1);
        }
    }

    private String standard(String claim, Object value) {
        Map<String, Object> wrong = new LinkedHashMap<>(claims);
        wrong.put(claim, value);
        return Tokens.standard(wrong, "RS256", StandardKeys.RSA);
    }

    private static String signedWithAnotherSecret(Map<String, Object> medusa) {
        return Tokens.sign(medusa, "HS256",
                new HmacKey("another-secret-of-at-least-32-bytes".getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    /** The lines that a refusal adds. */
    private static List<String> refuse(String token, LogLines log) {
        int before = log.lines().size();
        as(token).get("/store/dust").then().statusCode(401);
        return List.copyOf(log.lines().subList(before, log.lines().size()));
    }
}
