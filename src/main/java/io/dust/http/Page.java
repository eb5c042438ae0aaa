package io.dust.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.ledger.Text;

/**
 * Which part of a list a caller wants: lists are paged by key, and a cursor is the last key of the page before.
 *
 * @param limit how many lines, 1 to {@value #MAX_LIMIT}
 * @param uri where this page was asked for
 */
public record Page(int limit, Optional<String> lastKey, UriInfo uri) {

    static final int MAX_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    private static final int MAX_KEY_LENGTH = 255;

    static Page of(@Nullable String limit, @Nullable String cursor, UriInfo uri) {
        return new Page((int) Parameters.integer("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT),
                Optional.ofNullable(cursor).map(Page::decode), uri);
    }

    /** The last key, where lists are paged by an id. */
    public Optional<UUID> lastId() {
        return lastKey.map(key -> {
            try {
                return UUID.fromString(key);
            } catch (IllegalArgumentException e) {
                throw notOfThisList();
            }
        });
    }

    /** One line more than wanted, which tells whether there is a next page. */
    public int limitAndOne() {
        return limit + 1;
    }

    /** What the caller sees of a list that was read with {@link #limitAndOne()}. */
    public <T> List<T> cut(List<T> lines) {
        return lines.size() > limit ? lines.subList(0, limit) : lines;
    }

    /** The cursor of the next page, or null at the end. */
    public <T> @Nullable String nextCursor(List<T> lines, Function<T, String> key) {
        return lines.size() > limit ? encode(key.apply(lines.get(limit - 1))) : null;
    }

    /** The answer, with the {@code Link} of RFC 8288 to the next page if there is one. */
    public <T> RestResponse<T> respond(T list, @Nullable String nextCursor) {
        RestResponse.ResponseBuilder<T> response = RestResponse.ResponseBuilder.ok(list);
        return nextCursor == null ? response.build()
                : response.header(HttpHeaders.LINK, "<" + next(nextCursor) + ">; rel=\"next\"").build();
    }

    /** Without host and scheme, which a proxy may have changed. */
    private String next(String nextCursor) {
        URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", nextCursor).build();
        return next.getRawPath() + "?" + next.getRawQuery();
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** What is answered to a cursor that this list never gave. */
    public static InvalidRequest notOfThisList() {
        return new InvalidRequest("cursor", "must be a next_cursor of this list");
    }

    private static String decode(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Text.isPrintable(key, MAX_KEY_LENGTH)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a key that no line can have.
        }
        throw notOfThisList();
    }
}
