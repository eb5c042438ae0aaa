package io.dust.earn;

import jakarta.inject.Singleton;

import io.dust.ledger.DatabaseCalls;
import io.dust.setting.CurrencySettings;
import io.vertx.mutiny.sqlclient.Pool;

import com.fasterxml.jackson.databind.ObjectMapper;

/** How orders become points. */
@Singleton
class EarningRules extends CurrencySettings<RuleDefinition> {

    EarningRules(Pool pool, DatabaseCalls database, ObjectMapper json) {
        super(pool, database, json, "earning_rule", RuleDefinition.class);
    }
}
