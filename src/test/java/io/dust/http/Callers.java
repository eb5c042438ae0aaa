package io.dust.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.HmacKey;

import io.dust.fixture.StandardKeys;
import io.dust.fixture.Tokens;

/** Callers with right, wrong and odd tokens. */
final class Callers {

    /**
     * A caller.
     *
     * @param headers lines that authenticate the caller
     * @param roles of the caller; empty for a valid token without a role
     * @param isAuthenticated whether the token is valid
     */
    record Caller(String name, List<String> headers, Set<String> roles, boolean isAuthenticated) {
    }

    private final String subject;
    private final List<Caller> callers = new ArrayList<>();

    private Callers(String subject) {
        this.subject = subject;
    }

    static List<Caller> all(String subject) {
        Callers all = new Callers(subject);
        all.addHeaders();
        all.addMedusa();
        all.addStandard();
        return all.callers;
    }

    private void addHeaders() {
        refused("none");
        for (String value : List.of("", "Bearer", "Bearer ", "Bearer x", "Bearer .", "Bearer ..", "Bearer ...", "Bearer a.b.c",
                "Bearer null", "Bearer e30.e30.e30", "Bearer e30.W10.e30", "Basic dXNlcjpwYXNz", "Negotiate x",
                "Bearer " + "x".repeat(4000), "Bearer " + "a.".repeat(1000), "Bearer \u00e9\u00ff",
                medusa(Map.of()).substring("Bearer ".length()), "Token " + medusa(Map.of()), medusa(Map.of()) + "x",
                medusa(Map.of()) + ".x", medusa(Map.of()).replace(".", "\t"), medusa(Map.of()).toLowerCase(Locale.ROOT))) {
            refused("the header is " + value, "Authorization: " + value);
        }
        refused("in a cookie", "Cookie: Authorization=" + medusa(Map.of()));
        refused("in another header", "X-Authorization: " + medusa(Map.of()));
        refused("right and then wrong", "Authorization: " + medusa(Map.of()), "Authorization: Bearer x");
        refused("wrong and then right", "Authorization: Bearer x", "Authorization: " + medusa(Map.of()));
        refused("twice", "Authorization: " + medusa(Map.of()), "Authorization: " + medusa(Map.of()));
    }

    private void addMedusa() {
        accepted("Medusa's customer", medusa(Map.of()), Roles.CUSTOMER);
        accepted("Medusa's user", medusa(Map.of("actor_type", "user")), Roles.STAFF);
        for (Object type : List.of("api-key", "staff", "admin", "User", "")) {
            accepted("Medusa's actor of type " + type, medusa(Map.of("actor_type", type)));
        }
        Map<String, List<Object>> odd = new LinkedHashMap<>();
        odd.put("actor_id",
                Arrays.asList(null, "", " ", "a\u0000b", "x".repeat(256), 5, true, List.of(subject), Map.of("id", subject)));
        odd.put("exp", oddTimes());
        odd.put("nbf", List.of(Tokens.now() + 3600, "x"));
        odd.put("mfa_enabled", List.of(true));
        odd.forEach((claim, values) -> values.forEach(value -> refused("Medusa with the claim %s: %s".formatted(claim, value),
                "Authorization: " + medusa(claim, value))));
        Map<String, Object> claims = Tokens.medusaClaims(subject, "user");
        refusedToken("unsigned", Tokens.sign(claims, "none", null, Map.of()));
        refusedToken("unsigned, in another case", base64("{\"alg\":\"NoNe\"}") + "." + base64("{\"actor_id\":\"x\"}") + ".");
        refusedToken("another secret", Tokens.sign(claims, "HS256", secret("another-secret-of-at-least-32-bytes"), Map.of()));
        refusedToken("nested", Tokens.nested(Tokens.medusa(claims)));
        for (String algorithm : List.of("HS384", "HS512")) {
            refusedToken(algorithm, Tokens.sign(claims, algorithm, Tokens.medusaKey(), Map.of()));
        }
        refusedToken("the RSA key", Tokens.sign(claims, "RS256", StandardKeys.RSA.getPrivateKey(), Map.of("kid", "rsa")));
        refusedToken("the published keys as a secret",
                Tokens.sign(claims, "HS256", secret(StandardKeys.jwks()), Map.of("kid", "rsa")));
        for (String header : List.of("jku", "x5u")) {
            refusedToken(header, Tokens.medusa(claims, Map.of(header, "https://attacker.example/keys")));
        }
        refusedToken("a key of its own", Tokens.sign(claims, "RS256", StandardKeys.FOREIGN.getPrivateKey(),
                Map.of("jwk", StandardKeys.FOREIGN.toParams(OutputControlLevel.PUBLIC_ONLY))));
        String[] parts = Tokens.medusa(claims).split("\\.");
        refusedToken("other claims", parts[0] + "." + base64("{\"actor_id\":\"x\",\"actor_type\":\"user\"}") + "." + parts[2]);
        refusedToken("no signature", parts[0] + "." + parts[1] + ".");
        refusedToken("two parts", parts[0] + "." + parts[1]);
    }

    private void addStandard() {
        accepted("a customer by RS256", standard(Roles.CUSTOMER, claims -> claims), Roles.CUSTOMER);
        accepted("staff by RS256", standard(Roles.STAFF, claims -> claims), Roles.STAFF);
        accepted("a sender of events", standard(Roles.EVENTS, claims -> claims), Roles.EVENTS);
        accepted("staff by ES256",
                "Bearer " + Tokens.standard(Tokens.standardClaims(subject, Roles.STAFF), "ES256", StandardKeys.EC),
                Roles.STAFF);
        accepted("staff by EdDSA",
                "Bearer " + Tokens.standard(Tokens.standardClaims(subject, Roles.STAFF), "EdDSA", StandardKeys.ED),
                Roles.STAFF);
        accepted("all roles", "Bearer " + Tokens.standard(
                Tokens.standardClaims(subject, Roles.STAFF, Roles.CUSTOMER, Roles.EVENTS), "RS256", StandardKeys.RSA),
                Roles.STAFF,
                Roles.CUSTOMER, Roles.EVENTS);
        accepted("staff by scope", standard("none", claims -> with(claims, "scope", "openid staff")), Roles.STAFF);
        accepted("staff of two audiences", standard(Roles.STAFF, claims -> with(claims, "aud", List.of("other", "dust"))),
                Roles.STAFF);
        for (String group : List.of("Staff", "staff ", "admin", "")) {
            accepted("the group '" + group + "'", standard(group, claims -> claims));
        }
        Map<String, List<Object>> odd = new LinkedHashMap<>();
        odd.put("iss", Arrays.asList(null, "", "https://id.other.example", Tokens.STANDARD_ISSUER + "/", 5));
        odd.put("aud", Arrays.asList(null, "", "another-service", List.of(), List.of("other"), 5));
        odd.put("sub", Arrays.asList(null, "", " ", 5, "x".repeat(256)));
        odd.put("groups", List.of(Map.of("staff", true), 5));
        odd.put("exp", oddTimes());
        odd.forEach((claim, values) -> values.forEach(value -> refused("an issuer's claim %s: %s".formatted(claim, value),
                "Authorization: " + standard(Roles.STAFF, claims -> with(claims, claim, value)))));
        Map<String, Object> claims = Tokens.standardClaims(subject, Roles.STAFF);
        refusedToken("a key that is not published", Tokens.standard(claims, "RS256", StandardKeys.FOREIGN));
        refusedToken("RS384", Tokens.standard(claims, "RS384", StandardKeys.RSA));
        refusedToken("PS256", Tokens.standard(claims, "PS256", StandardKeys.RSA));
        refusedToken("the Medusa secret", Tokens.medusa(claims));
        refusedToken("the public key as a secret",
                Tokens.sign(claims, "HS256", new HmacKey(StandardKeys.RSA.getPublicKey().getEncoded()), Map.of("kid", "rsa")));
    }

    private static List<Object> oddTimes() {
        return Arrays.asList(null, Tokens.now() - 1, 0, -1, "9999999999", true, new BigDecimal("1e30"), new BigDecimal("1e400"),
                Map.of());
    }

    private String medusa(Map<String, Object> others) {
        Map<String, Object> claims = Tokens.medusaClaims(subject, "customer");
        claims.putAll(others);
        return "Bearer " + Tokens.medusa(claims);
    }

    private String medusa(String claim, Object value) {
        return "Bearer " + Tokens.medusa(with(Tokens.medusaClaims(subject, "user"), claim, value));
    }

    private String standard(String group, Function<Map<String, Object>, Map<String, Object>> change) {
        return "Bearer " + Tokens.standard(change.apply(Tokens.standardClaims(subject, group)), "RS256", StandardKeys.RSA);
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    private void accepted(String name, String authorization, String... roles) {
        callers.add(new Caller(name, List.of("Authorization: " + authorization), Set.of(roles), true));
    }

    private void refusedToken(String name, String token) {
        refused(name, "Authorization: Bearer " + token);
    }

    private void refused(String name, String... headers) {
        callers.add(new Caller(name, List.of(headers), Set.of(), false));
    }

    private static HmacKey secret(String secret) {
        return new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
