package io.dust.redeem.discount;

import java.io.UncheckedIOException;
import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.dust.platform.OutboundSettings;
import io.dust.platform.Serving;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Says in the log, soon after the start, when Medusa will not give discounts. Nothing waits for
 * this: balances and events do not need Medusa. A backend that does not answer yet is asked again,
 * because both often start at the same time.
 */
@Singleton
class MedusaCheck {

    private static final Logger LOG = Logger.getLogger(MedusaCheck.class);

    /** The first requests come first. */
    private static final Duration AFTER_START = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 20;

    private static final String ANY_PROMOTION = "/admin/promotions?limit=1&fields=id";

    private final PromotionSettings settings;
    private final MedusaApi medusa;
    private final Vertx vertx;

    MedusaCheck(PromotionSettings settings, MedusaApi medusa, Vertx vertx) {
        this.settings = settings;
        this.medusa = medusa;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event, Serving serving, OutboundSettings outbound) {
        if (serving.isOn() && settings.areSet()) {
            outbound.requireSafe("DUST_MEDUSA_URL", settings.url().orElseThrow());
            outbound.trusted();
            vertx.setTimer(AFTER_START.toMillis(), timer -> attempt(1));
        }
    }

    private void attempt(int number) {
        check(number == 1).subscribe().with(settled -> {
            if (settled) {
                LOG.logf(number == 1 ? Logger.Level.DEBUG : Logger.Level.INFO, "Medusa answers at %s", url());
            } else if (number < ATTEMPTS) {
                vertx.setTimer(PAUSE.toMillis(), timer -> attempt(number + 1));
            }
        }, failure -> LOG.debug("Medusa is not asked again", failure));
    }

    /**
     * Asks Medusa for any promotion.
     *
     * @param isFirst whether an outage is worth a line in the log
     * @return whether Medusa accepts the key; false when it may do so later; a key that it refuses as
     *         a failure
     */
    Uni<Boolean> check(boolean isFirst) {
        return medusa.get(ANY_PROMOTION).invoke(MedusaCheck::requirePromotions).replaceWith(true)
                .onFailure(MedusaCheck::isOfKey).invoke(failure -> LOG.errorf(
                        "Medusa at %s refuses DUST_MEDUSA_API_KEY, so no points can be held for carts; set it to a secret API"
                                + " key of this backend (sk_…), made in its admin under Settings. %s",
                        url(), failure.getMessage()))
                .onFailure(failure -> !isOfKey(failure)).recoverWithItem(failure -> {
                    LOG.logf(isFirst ? Logger.Level.WARN : Logger.Level.DEBUG, outage(failure), url(), failure.getMessage());
                    return false;
                });
    }

    private String url() {
        return settings.url().orElseThrow().toString();
    }

    private static void requirePromotions(JsonNode answer) {
        if (!answer.has("promotions")) {
            throw new IllegalArgumentException("The answer has no promotions.");
        }
    }

    private static boolean isOfKey(Throwable failure) {
        return failure instanceof MedusaApi.CallRefused refused && (refused.status() == 401 || refused.status() == 403);
    }

    /** Another server than Medusa knows no such path, or answers something else. */
    private static String outage(Throwable failure) {
        boolean isOther = failure instanceof MedusaApi.CallRefused || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException;
        return isOther
                ? "There is no Medusa at %s, so no points can be held for carts; set DUST_MEDUSA_URL to the URL of the"
                        + " backend, such as http://localhost:9000. %s"
                : "Medusa at %s cannot be reached, so no points can be held for carts until it answers; check"
                        + " DUST_MEDUSA_URL. %s";
    }
}
