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
 * Says, in dev mode, where Dust listens and how to try it; the same is left in {@code
 * .dust/dev.env} for a shell.
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
            LOG.infof("Dust listens on %s; its tokens come from the issuer that is configured.", url);
            return;
        }
        String customer = DevTokens.customer("cus_dev", secret.get());
        String staff = DevTokens.staff("user_dev", secret.get());
        keep(url, customer, staff, eventSecrets.get(0));
        LOG.infof("""
                Dust listens on %1$s, its API is at %1$s/q/swagger-ui

                A customer's token (cus_dev):     %2$s
                A staff member's token (user_dev): %3$s

                They are in .dust/dev.env too. In another shell, in this folder:
                  . .dust/dev.env
                  curl -H "Authorization: Bearer $CUSTOMER" $DUST/store/dust
                  curl -H "Authorization: Bearer $STAFF" -H "Idempotency-Key: welcome-1" -H 'Content-Type: application/json' \
                -d '{"points": 100, "reason": "Welcome"}' $DUST/admin/dust/cus_dev/add
                  curl -H "Authorization: Bearer $CUSTOMER" $DUST/store/dust/transactions
                """, url, customer, staff);
    }

    private static void keep(String url, String customer, String staff, String eventSecret) {
        try {
            Files.createDirectories(DevEnvironment.FOLDER);
            Files.writeString(DevEnvironment.FOLDER.resolve("dev.env"),
                    "DUST=%s%nCUSTOMER=%s%nSTAFF=%s%nEVENT_SECRET=%s%n".formatted(url, customer, staff, eventSecret));
        } catch (IOException e) {
            throw new UncheckedIOException("Dev mode cannot write " + DevEnvironment.FOLDER, e);
        }
    }
}
