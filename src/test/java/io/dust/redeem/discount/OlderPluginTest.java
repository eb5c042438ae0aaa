package io.dust.redeem.discount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.fixture.LogLines;
import io.dust.redeem.MedusaTest;
import io.dust.redeem.WithMedusa;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** A backend whose plugin knows no carts, or that has no plugin. */
@QuarkusTest
@TestProfile(WithMedusa.class)
class OlderPluginTest extends MedusaTest {

    @Inject
    MedusaApi medusa;

    private final LogLines log = LogLines.of(MedusaCarts.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void aMissingRouteIsOneWarning() {
        MedusaCarts carts = new MedusaCarts(medusa);

        assertThat(read(carts)).isEqualTo(new ShopCart.Unknown());
        assertThat(read(carts)).isEqualTo(new ShopCart.Unknown());

        assertThat(log.lines()).singleElement().asString().startsWith("WARN Medusa has no route /admin/dust/carts; install");
    }

    @Test
    void aMissingCartIsNoMissingRoute() {
        MEDUSA.setPlugin(true);

        assertThat(read(new MedusaCarts(medusa))).isEqualTo(new ShopCart.Missing("cart_1"));

        assertThat(log.lines()).isEmpty();
    }

    private static ShopCart read(MedusaCarts carts) {
        return carts.read("cart_1").await().atMost(Duration.ofSeconds(10));
    }
}
