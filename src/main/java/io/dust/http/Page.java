package io.dust.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.dust.database.Text;
import io.vertx.core.http.HttpServerRequest;

/**
 * The page of a list that a caller asks for. Lists are paged by key: a cursor is the last key of
 * the previous page.
 *
 * @param limit the most entries, 1 to {@value #MAX_LIMIT}
 * @param lastKey empty for the first page
 * @param request whose path and query the next page repeats
 */
public record Page(int limit, Optional<String> lastKey, HttpServerRequest request) {

    static final int MAX_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    private static final int MAX_KEY_LENGTH = 255;

    /** What a server may take in a path, but ends a link. */
    private static final Pattern NOT_OF_A_LINK = Pattern.compile("[^!-~]|[<>\"]");

    static Page of(@Nullable String limit, @Nullable String cursor, HttpServerRequest request) {
        return new Page((int) Parameters.integer("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT),
                Optional.ofNullable(cursor).map(Page::decode), request);
    }

    /** The last key of a list that is paged by UUIDs. */
    public Optional<UUID> lastId() {
        return lastKey.map(key -> {
            try {
                return UUID.fromString(key);
            } catch (IllegalArgumentException e) {
                throw notOfThisList();
            }
        });
    }

    /** One entry more than asked for, which shows whether there is a next page. */
    public int limitAndOne() {
        return limit + 1;
    }

    /** The page, of entries that were read with {@link #limitAndOne()}. */
    public <T> List<T> cut(List<T> lines) {
        return lines.size() > limit ? lines.subList(0, limit) : lines;
    }

    /** The cursor of the next page, or null at the end. */
    public <T> @Nullable String nextCursor(List<T> lines, Function<T, String> key) {
        return lines.size() > limit ? encode(key.apply(lines.get(limit - 1))) : null;
    }

    /** The answer, with a {@code Link} to the next page (RFC 8288) if there is one. */
    public <T> RestResponse<T> respond(T list, @Nullable String nextCursor) {
        RestResponse.ResponseBuilder<T> response = RestResponse.ResponseBuilder.ok(list);
        return nextCursor == null ? response.build()
                : response.header(HttpHeaders.LINK, "<" + next(nextCursor) + ">; rel=\"next\"").build();
    }

    /** Without host and scheme, which a proxy may change. */
    private String next(String nextCursor) {
        String query = Optional.ofNullable(request.query()).orElse("");
        String others = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !parameter.split("=", 2)[0].equals("cursor"))
                .map(parameter -> parameter + "&").collect(Collectors.joining());
        String next = request.path() + "?" + others + "cursor=" + nextCursor;
        return NOT_OF_A_LINK.matcher(next)
                .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The refusal of a cursor that this list cannot have returned. */
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
            // Answered below, like a key that no entry can have.
        }
        throw notOfThisList();
    }
}
