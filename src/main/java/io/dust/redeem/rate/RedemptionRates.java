package io.dust.redeem.rate;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.database.DatabaseCalls;
import io.dust.setting.SettingRepository;
import io.dust.setting.VersionedSettings;
import io.vertx.mutiny.sqlclient.Pool;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The rates at which points pay for carts. */
@Singleton
public class RedemptionRates extends VersionedSettings<RateDefinition> {

    RedemptionRates(Pool pool, SettingRepository repository, DatabaseCalls database, ObjectMapper json) {
        super(new Store(pool, repository, database, json), "redemption_rate", RateDefinition.class,
                definition -> Optional.empty());
    }
}
