package io.dust.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import io.dust.fixture.Database;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Events;
import io.dust.fixture.Layout;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.restassured.RestAssured;

/** In production, Dust does not start with wrong settings of its token issuers. */
class StartIT {

    private final Map<String, String> settings = new HashMap<>(Layout.owner());

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

    @Test
    void withClearTextToAnotherHost() {
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.jwt.jwks", "http://id.shop.svc/jwks.json");
        settings.put("dust.jwt.issuer", "https://id.shop.example");
        settings.put("dust.jwt.audience", "dust");
        refuses("DUST_JWT_JWKS has http:// and the host id.shop.svc, so secrets and keys would travel in clear text; use"
                + " https://, or set DUST_OUTBOUND_ALLOW_HTTP to true if the network itself encrypts");

        settings.put("dust.outbound.allow-http", "true");
        settings.put("dust.jwt.jwks", "http://id.shop .svc/jwks.json");
        refuses("DUST_JWT_JWKS is no URL: Illegal character in authority");

        settings.remove("dust.outbound.allow-http");
        settings.remove("dust.jwt.jwks");
        settings.put("dust.medusa.api-key", "sk_test");
        settings.put("dust.medusa.url", "http://medusa:9000");
        refuses("DUST_MEDUSA_URL has http:// and the host medusa, ");
    }

    @Test
    void withoutTheCertificatesOfItsServers() throws IOException {
        Path empty = Files.createTempFile("dust", ".pem");
        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        settings.put("dust.medusa.api-key", "sk_test");
        settings.put("dust.medusa.url", "https://medusa");
        settings.put("dust.outbound.ca-file", empty.toString());
        refuses("DUST_OUTBOUND_CA_FILE is " + empty
                + "; it must be a file of CA certificates in PEM (-----BEGIN CERTIFICATE-----). It has no certificate.");

        settings.put("dust.outbound.ca-file", "/nowhere/ca.pem");
        refuses("DUST_OUTBOUND_CA_FILE is /nowhere/ca.pem; it must be a file of CA certificates in PEM"
                + " (-----BEGIN CERTIFICATE-----). Reading it failed: /nowhere/ca.pem");
    }

    @Test
    void withSecretsThatCannotBeRead() throws IOException {
        settings.put("dust.medusa.jwt-secret-file", "/nowhere/secret");
        refuses("DUST_MEDUSA_JWT_SECRET_FILE is /nowhere/secret; it must be a file that Dust can read. Reading it failed:"
                + " /nowhere/secret");

        settings.put("dust.medusa.jwt-secret-file", secret("\n"));
        refuses("DUST_MEDUSA_JWT_SECRET_FILE is " + settings.get("dust.medusa.jwt-secret-file")
                + "; the file must have 1 to 65536 bytes, the secret");

        settings.put("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes");
        refuses("DUST_MEDUSA_JWT_SECRET and DUST_MEDUSA_JWT_SECRET_FILE are both set; keep one of them");
    }

    @Test
    void withSecretsInFiles() throws IOException {
        Map<String, String> inFiles = new HashMap<>(TestEnvironment.settings());
        inFiles.put("dust.database.password-file", secret(inFiles.remove("dust.database.password") + "\n"));
        inFiles.put("dust.event.secrets-file", secret(inFiles.remove("dust.event.secrets") + "\r\n"));
        inFiles.put("dust.medusa.jwt-secret-file", secret(inFiles.remove("dust.medusa.jwt-secret")));
        inFiles.put("dust.medusa.url", "http://localhost:1");
        inFiles.put("dust.medusa.api-key-file", secret("sk_test\n"));

        try (DustProcess dust = DustProcess.start(inFiles)) {
            assertThat(RestAssured.given().baseUri(dust.url().toString()).auth().oauth2(Tokens.customer("cus_1"))
                    .get("/store/dust").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withSecretsThatLookLikeExpressions() throws IOException {
        String password = "a${b}\\c$d";
        String jwtSecret = "a-secret-of-32-bytes-${dust.database.user}$$\\$";
        Map<String, String> inFiles = new HashMap<>(TestEnvironment.settings());
        Database.execute("create role dust_odd login password '" + password + "' in role " + Database.SERVE_ROLE);
        inFiles.put("dust.database.user", "dust_odd");
        inFiles.remove("dust.database.password");
        inFiles.put("dust.database.password-file", secret(password));
        inFiles.remove("dust.medusa.jwt-secret");
        inFiles.put("dust.medusa.jwt-secret-file", secret(jwtSecret));
        inFiles.put("dust.event.secrets-file", secret(inFiles.remove("dust.event.secrets")));

        try (DustProcess dust = DustProcess.start(inFiles)) {
            String token = Tokens.sign(Tokens.medusaClaims("cus_1", "customer"), "HS256",
                    new HmacKey(jwtSecret.getBytes(StandardCharsets.UTF_8)), Map.of());
            assertThat(RestAssured.given().baseUri(dust.url().toString()).auth().oauth2(token).get("/store/dust").statusCode())
                    .isEqualTo(200);
            String event = Events.event(Events.newId(), "other", "");
            assertThat(Events.trySend(HttpClient.newHttpClient(), dust.url(), event).orElseThrow().statusCode()).isEqualTo(200);
        }
    }

    private static String secret(String content) throws IOException {
        return Files.writeString(Files.createTempFile("dust", ".secret"), content).toString();
    }

    private void refuses(String message) {
        DustProcess dust = DustProcess.run(settings);

        assertThat(dust.exitCode()).isEqualTo(1);
        assertThat(dust.output()).contains(message).doesNotContain("Listening on");
    }
}
