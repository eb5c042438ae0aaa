package io.dust.redeem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import io.dust.http.InvalidRequest;
import io.dust.http.Parameters;

/** Where a page of holds ends. */
record HoldKey(OffsetDateTime createdAt, UUID id) {

    static final HoldKey BEHIND_ALL = new HoldKey(Instant.parse("9999-12-31T00:00:00Z").atOffset(ZoneOffset.UTC),
            new UUID(-1, -1));

    static HoldKey parse(String key) {
        String[] parts = key.split(" ", 2);
        return new HoldKey(Parameters.instant("cursor", parts[0]).atOffset(ZoneOffset.UTC),
                id(parts[parts.length - 1]));
    }

    static String of(Hold hold) {
        return hold.createdAt() + " " + hold.id();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("cursor", "must be a next_cursor of this list");
        }
    }
}
