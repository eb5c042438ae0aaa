package io.dust.redeem.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dust.database.DatabaseCalls;
import io.dust.database.Groups;
import io.dust.database.periodic.Sweeps;
import io.dust.fixture.Database;
import io.dust.fixture.MovableClock;
import io.dust.redeem.FakeMedusa;
import io.dust.redeem.MedusaTest;
import io.dust.redeem.WithMedusa;
import io.dust.redeem.discount.Discount;
import io.dust.redeem.discount.DiscountProvider;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.discount.ShopCart;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/** The promotions and campaigns of ended holds are deleted a day later. */
@QuarkusTest
@TestProfile(WithMedusa.class)
class DiscountDeletionTest extends MedusaTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    MovableClock clock;
    @Inject
    DiscountDeletion deletion;
    @Inject
    Groups groups;
    @Inject
    Sweeps periodic;
    @Inject
    DatabaseCalls database;
    @Inject
    HoldSettings settings;

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void aPromotionAndItsCampaignAreDeletedADayAfterTheEnd() throws SQLException {
        FakeMedusa.Promotion promotion = voided();

        clock.moveOn(DAY.minusMinutes(1));
        sweep(deletion);
        assertThat(MEDUSA.promotionsOf(customer)).as("a day is not over").hasSize(1);
        assertThat(MEDUSA.hasCampaign(promotion.campaignId())).isTrue();

        clock.moveOn(Duration.ofMinutes(1));
        awaitStatus("deleted");
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
        assertThat(MEDUSA.hasCampaign(promotion.campaignId())).isFalse();

        sweep(deletion);
        sweep(deletion);
        assertThat(MEDUSA.deletionsOf(promotion)).as("once each, the campaign first").containsExactly(
                "/admin/campaigns/" + promotion.campaignId(), "/admin/promotions/" + promotion.id());
    }

    @Test
    void aUsedPromotionIsDeletedToo() throws SQLException {
        capture(hold(250).getString("hold.id"), "{}").then().statusCode(200);
        awaitStatus("withdrawn");

        clock.moveOn(DAY);

        awaitStatus("deleted");
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
    }

    @Test
    void anOutageOnlyDelaysTheDeletion() throws SQLException {
        voided();
        MEDUSA.setMode(FakeMedusa.Mode.UNREACHABLE);
        clock.moveOn(DAY);

        sweep(deletion);
        assertThat(status()).isEqualTo("withdrawn");

        MEDUSA.setMode(FakeMedusa.Mode.HEALTHY);
        awaitStatus("deleted");
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
    }

    @Test
    void aHalfDoneDeletionIsFinished() throws SQLException {
        FakeMedusa.Promotion promotion = voided();
        MEDUSA.deleteCampaign(promotion.campaignId());

        clock.moveOn(DAY);

        awaitStatus("deleted");
        assertThat(MEDUSA.deletionsOf(promotion)).containsExactly("/admin/promotions/" + promotion.id());
    }

    @Test
    void aCampaignOfTheShopIsKept() throws SQLException {
        FakeMedusa.Promotion promotion = voided();
        MEDUSA.move(promotion, "procamp_summer");

        clock.moveOn(DAY);

        awaitStatus("deleted");
        assertThat(MEDUSA.promotionsOf(customer)).isEmpty();
        assertThat(MEDUSA.hasCampaign("procamp_summer")).isTrue();
    }

    @Test
    void aPromotionThatStaffHaveDeletedIsDone() throws SQLException {
        FakeMedusa.Promotion promotion = voided();
        MEDUSA.deletePromotion(promotion.id());

        clock.moveOn(DAY);

        awaitStatus("deleted");
        assertThat(MEDUSA.deletionsOf(promotion)).isEmpty();
    }

    /** 250 discounts that ended far in the future, where only this sweep looks. */
    @Test
    void oneSweepDeletesOnePageAndTheNextGoesOnBehindIt() throws SQLException {
        Refusing provider = new Refusing();
        DiscountDeletion sweeps = new DiscountDeletion(groups, database, provider, settings,
                Clock.fixed(Instant.parse("2999-12-31T00:00:00Z"), ZoneOffset.UTC));
        do {
            provider.tried = 0;
            sweep(sweeps);
        } while (provider.tried > 0);
        insertWithdrawn(250, "2999-01-01");
        provider.refused = 100;

        List<Integer> tried = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int before = provider.tried;
            sweep(sweeps);
            tried.add(provider.tried - before);
            left.add(count("withdrawn"));
        }
        assertThat(tried).containsExactly(100, 100, 50, 100);
        assertThat(left).as("the first 100 cannot be deleted").containsExactly(250, 150, 100, 100);

        provider.refused = 0;
        sweep(sweeps);
        sweep(sweeps);
        assertThat(count("withdrawn")).isZero();
    }

    private void sweep(DiscountDeletion sweeps) {
        periodic.run(sweeps.sweep()).await().atMost(TIMEOUT);
    }

    /** The withdrawn promotion of a hold that the customer has voided. */
    private FakeMedusa.Promotion voided() throws SQLException {
        voidHold(hold(250).getString("hold.id")).then().statusCode(200);
        assertThat(status()).isEqualTo("withdrawn");
        return MEDUSA.promotionsOf(customer).get(0);
    }

    private void awaitStatus(String expected) {
        await(() -> status().equals(expected));
    }

    private String status() {
        return ask("select discount_status from dust_hold where customer_id = ?", customer);
    }

    private int count(String status) {
        return Integer.parseInt(ask("select count(*) from dust_hold where customer_id like ? and discount_status = '%s'"
                .formatted(status), customer + "/%"));
    }

    private static String ask(String sql, String value) {
        try (Connection connection = Database.connect(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insertWithdrawn(int number, String endedAt) throws SQLException {
        try (Connection connection = Database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into dust_hold (customer_id, hold_id, cart_id, status, points, captured, currency_code, amount,
                        cart_total, discount_status, rate_version, created_at, expires_at, ended_at)
                    select '%s/' || i, gen_random_uuid(), 'cart', 'voided', 1, 0, 'EUR', 1, 1, 'withdrawn', 1, now(),
                        now() + interval '1 h', timestamptz '%s' + i * interval '1 s' from generate_series(1, %d) i"""
                    .formatted(customer, endedAt, number));
        }
    }

    /** Refuses the first deletions, and then each that it has refused. */
    private static final class Refusing implements DiscountProvider {

        private final List<String> codes = new ArrayList<>();
        private int refused;
        private int tried;

        @Override
        public DiscountStatus initialStatus() {
            return DiscountStatus.PENDING;
        }

        @Override
        public Uni<ShopCart> cart(String cartId) {
            return Uni.createFrom().item(new ShopCart.Unknown());
        }

        @Override
        public Uni<Void> create(Discount discount) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> withdraw(String code) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public synchronized Uni<Void> delete(String code) {
            tried++;
            if (codes.size() < refused) {
                codes.add(code);
            }
            return refused > 0 && codes.contains(code) ? Uni.createFrom().failure(new IllegalStateException("refused"))
                    : Uni.createFrom().voidItem();
        }
    }
}
