package io.dust.redeem;

import static io.dust.fixture.Json.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.dust.fixture.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Discounts as promotions of a Medusa backend, which may fail. */
@QuarkusTest
@TestProfile(WithMedusa.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MedusaPromotionsTest extends MedusaTest {

    /** Customers of earlier tests: all their holds expire while one test waits. */
    private static final List<String> EARLIER = new ArrayList<>();

    /** No discount applies without held points. */
    @AfterEach
    void noDiscountIsLeftWithoutPoints() {
        MEDUSA.setMode(FakeMedusa.Mode.HEALTHY);
        for (FakeMedusa.Promotion promotion : MEDUSA.promotionsOf(customer)) {
            await(() -> !promotion(promotion.id()).applies()
                    || !List.of("voided", "expired").contains(status(promotion.code())));
        }
        EARLIER.add(customer);
    }

    /** The last test: the failures of Medusa in earlier tests keep no points held. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noPointsStayHeldPastTheirExpiry() {
        Instant end = Instant.now().plus(WithMedusa.HOLD_TIME);
        for (String earlier : EARLIER) {
            await(() -> as(Tokens.customer(earlier)).get("/store/dust/summary").jsonPath().getLong("held") == 0);
        }
        assertThat(Instant.now()).isBefore(end.plusSeconds(10));
    }

    @Test
    void aHoldCreatesAPromotion() {
        JsonPath held = hold(250);

        List<FakeMedusa.Promotion> made = MEDUSA.promotionsOf(customer);
        assertThat(made).hasSize(1);
        String code = held.getString("hold.discount.code");
        assertJson(made.get(0).body().toString().replace(code, "CODE"), """
                {"code": "CODE", "type": "standard", "status": "active", "limit": 1, "is_tax_inclusive": true,
                 "application_method": {"type": "fixed", "value": 2.50, "currency_code": "eur", "target_type": "order",
                  "allocation": "across"},
                 "rules": [{"attribute": "customer.id", "operator": "eq", "values": ["cus_<id>"]}],
                 "campaign": {"name": "Dust <id>", "campaign_identifier": "CODE", "ends_at": "<time>"}}""");
        assertThat(made.get(0).endsAt()).isEqualTo(Instant.parse(held.getString("hold.expires_at")));
        assertThat(tryHold(cart(cart, "100", "250")).statusCode()).isEqualTo(200);
        assertThat(MEDUSA.promotionsOf(customer)).hasSize(1);
    }

    @Test
    void aVoidedHoldsPromotionIsWithdrawn() {
        String id = hold(250).getString("hold.id");

        voidHold(id).then().statusCode(200);

        assertThat(MEDUSA.promotionsOf(customer)).singleElement().matches(promotion -> !promotion.active());
        assertThat(points()).isEqualTo(1000);
    }

    @Test
    void anotherAmountReplacesThePromotion() {
        JsonPath first = hold(250);

        Response second = tryHold(cart(cart, "100", "300"));

        assertThat(second.statusCode()).as(second.asString()).isEqualTo(201);
        assertThat(second.jsonPath().getString("hold.discount.code")).isNotEqualTo(first.getString("hold.discount.code"));
        assertThat(MEDUSA.promotionsOf(customer)).extracting(FakeMedusa.Promotion::active).containsExactly(false, true);
        assertThat(points()).isEqualTo(700);
        assertThat(status(first.getString("hold.discount.code"))).isEqualTo("voided");
        assertThat(tryHold(cart(cart, "50", "300")).statusCode()).isEqualTo(201);
        assertThat(points()).isEqualTo(700);
    }

    @Test
    void aCapturedHoldsPromotionIsWithdrawn() {
        capture(hold(250).getString("hold.id"), "{}").then().statusCode(200);

        await(() -> !MEDUSA.promotionsOf(customer).get(0).active());
        assertThat(points()).isEqualTo(750);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void anExpiredHoldsPromotionIsWithdrawn() {
        hold(250);

        await(() -> points() == 1000);

        assertThat(MEDUSA.promotionsOf(customer).get(0).applies()).as("Medusa's own clock ends it").isFalse();
        await(() -> !MEDUSA.promotionsOf(customer).get(0).active());
    }

    @ParameterizedTest
    @EnumSource(names = { "SLOW", "BROKEN", "CONFLICTING", "UNREACHABLE", "DROPPING_ALL" })
    void withoutADiscountNothingIsHeld(FakeMedusa.Mode mode) {
        MEDUSA.setMode(mode);

        Response refused = tryHold(cart(cart, "100", "250"));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(503);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:problem-type:dust:discount-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(points()).isEqualTo(1000);
        MEDUSA.setMode(FakeMedusa.Mode.HEALTHY);
        await(() -> MEDUSA.promotionsOf(customer).stream().noneMatch(FakeMedusa.Promotion::active));
    }

    @Test
    void aPromotionCreatedBeforeABrokenConnectionIsFound() {
        MEDUSA.setMode(FakeMedusa.Mode.DROPPING_ONE);

        assertThat(tryHold(cart(cart, "100", "250")).statusCode()).isEqualTo(201);

        assertThat(MEDUSA.promotionsOf(customer)).singleElement().matches(FakeMedusa.Promotion::active);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void pointsStayHeldWhileTheirDiscountCannotBeWithdrawn() {
        String id = hold(250).getString("hold.id");
        MEDUSA.setMode(FakeMedusa.Mode.UNREACHABLE);

        assertThat(voidHold(id).statusCode()).isEqualTo(503);
        assertThat(tryHold(cart(cart, "100", "300")).statusCode()).isEqualTo(503);
        assertThat(balance().getLong("held")).isEqualTo(250);

        await(() -> points() == 1000);
        assertThat(MEDUSA.promotionsOf(customer).get(0).applies()).isFalse();
    }

    private FakeMedusa.Promotion promotion(String id) {
        return MEDUSA.promotionsOf(customer).stream().filter(promotion -> promotion.id().equals(id)).findAny().orElseThrow();
    }

    private String status(String code) {
        return asStaff().get("/admin/dust/{customer}/holds?code={code}", customer, code).jsonPath()
                .getString("holds[0].status");
    }
}
