package io.dust.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.dust.database.Statement;
import io.dust.earn.rule.EarningRules;
import io.dust.fixture.ApiTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/** What a batch reads of the settings. */
@QuarkusTest
class VersionedSettingsTest extends ApiTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Inject
    EarningRules rules;

    @Inject
    Pool pool;

    @Test
    void aVersionIsReadOnce() {
        assertThat(rules.history("USD").await().atMost(TIMEOUT).newest("USD")).isPresent();

        assertThat(read(List.of("USD"))).isEmpty();
    }

    @Test
    void onlyTheNamedCurrenciesAreRead() {
        assertThat(read(List.of())).isEmpty();
        assertThat(read(List.of("XTS"))).isEmpty();
    }

    private List<Row> read(List<String> currencyCodes) {
        Statement statement = rules.lookup(currencyCodes).statement();
        return pool.preparedQuery(statement.sql()).execute(statement.values()).await().atMost(TIMEOUT).stream().toList();
    }
}
