package io.dust.redeem;

import jakarta.inject.Singleton;

import io.dust.ledger.DatabaseCalls;
import io.dust.setting.CurrencySettings;
import io.vertx.mutiny.sqlclient.Pool;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What points are worth. */
@Singleton
class RedemptionRates extends CurrencySettings<RateDefinition> {

    RedemptionRates(Pool pool, DatabaseCalls database, ObjectMapper json) {
        super(pool, database, json, "redemption_rate", RateDefinition.class);
    }
}
