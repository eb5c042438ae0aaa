package io.dust.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;

/**
 * Logs, in dev mode, the URL of Dust, tokens and sample commands, and writes them to {@code
 * .dust/dev.env}.
 */
@Singleton
@IfBuildProfile("dev")
class DevGreeting {

    private static final Logger LOG = Logger.getLogger(DevGreeting.class);

    void greet(@Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "dust.medusa.jwt-secret") Optional<String> secret,
            @ConfigProperty(name = "dust.event.secrets") List<String> eventSecrets) {
        String url = "http://localhost:" + port;
        if (secret.isEmpty()) {
            LOG.infof("Dust listens on %s and accepts the tokens of the configured issuer.", url);
            return;
        }
        String customer = DevTokens.customer("cus_dev", secret.get());
        String staff = DevTokens.staff("user_dev", secret.get());
        write(url, customer, staff, eventSecrets.get(0));
        LOG.infof("""
                Dust listens on %1$s, the API is described at %1$s/q/swagger-ui

                A customer's token (cus_dev):     %2$s
                A staff member's token (user_dev): %3$s

                The tokens are also in .dust/dev.env. To try Dust, run in another shell, in this folder:
                  . .dust/dev.env
                  curl -H "Authorization: Bearer $CUSTOMER" $DUST/store/dust
                  curl -H "Authorization: Bearer $STAFF" -H "Idempotency-Key: welcome-1" -H 'Content-Type: application/json' \
                -d '{"points": 100, "reason": "Welcome"}' $DUST/admin/dust/cus_dev/add
                  curl -H "Authorization: Bearer $CUSTOMER" $DUST/store/dust/transactions
                """, url, customer, staff);
    }

    private static void write(String url, String customer, String staff, String eventSecret) {
        try {
            Files.createDirectories(DevEnvironment.FOLDER);
            Files.writeString(DevEnvironment.FOLDER.resolve("dev.env"),
                    "DUST=%s%nCUSTOMER=%s%nSTAFF=%s%nEVENT_SECRET=%s%n".formatted(url, customer, staff, eventSecret));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Dev mode cannot write to the folder " + DevEnvironment.FOLDER + "; make it writable", e);
        }
    }
}
