package io.dust.earn.rule;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.dust.database.DatabaseCalls;
import io.dust.setting.SettingRepository;
import io.dust.setting.VersionedSettings;
import io.vertx.mutiny.sqlclient.Pool;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The rules by which orders earn points. */
@Singleton
public class EarningRules extends VersionedSettings<RuleDefinition> {

    EarningRules(Pool pool, SettingRepository repository, DatabaseCalls database, ObjectMapper json) {
        super(new Store(pool, repository, database, json), "earning_rule", RuleDefinition.class,
                definition -> Optional.ofNullable(definition.validFrom()));
    }
}
