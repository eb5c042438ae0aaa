package io.dust.setting;

import java.time.Instant;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A version as it is stored.
 *
 * @param definition as JSON
 */
record StoredVersion(String currencyCode, long version, boolean retired, String definition, String actor, Instant createdAt) {

    static StoredVersion of(Row row) {
        return new StoredVersion(row.getString("currency_code"), row.getLong("version"), row.getBoolean("retired"),
                row.getString("definition"), row.getString("actor"), row.getOffsetDateTime("created_at").toInstant());
    }
}
