package io.dust.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.dust.fixture.Database;

/** The group of a customer. The numbers must never change: another number loses the customer. */
class GroupsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            cus_01JMEDUSA00000000000000001, 0, 36, 500
            a,                              2, 18, 610
            Grüße,                          3, 23, 719
            日本-✓,                          0, 56, 296
            cus_1,                          2, 30, 102
            cus_2,                          1, 33,  73""")
    void theGroupOfACustomerIsFixed(String customer, int of4, int of64, int of1000) {
        assertThat(Groups.numberOf(customer, 4)).isEqualTo(of4);
        assertThat(Groups.numberOf(customer, 64)).isEqualTo(of64);
        assertThat(Groups.numberOf(customer, 1000)).isEqualTo(of1000);
    }

    /** The expression in {@code docs/scaling.md}. */
    @Test
    void postgresqlComputesTheSame() throws SQLException {
        for (int i = 0; i < 100; i++) {
            String customer = "cus_" + i + "é";
            assertThat(Database.count("""
                    select ('x' || left(encode(sha256(convert_to(?, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 64""", customer))
                    .isEqualTo(Groups.numberOf(customer, 64));
        }
    }

    @Test
    void groupsAreAboutEquallyLarge() {
        int[] sizes = new int[16];
        for (int i = 0; i < 160_000; i++) {
            sizes[Groups.numberOf("cus_%026d".formatted(i), sizes.length)]++;
        }
        assertThat(IntStream.of(sizes).boxed()).allSatisfy(size -> assertThat(size).isBetween(9_500, 10_500));
    }
}
