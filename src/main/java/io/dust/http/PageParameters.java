package io.dust.http;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import io.vertx.core.http.HttpServerRequest;

/** The query parameters of every list. */
public record PageParameters(
        @Parameter(description = "The most entries to return", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = ""
                + Page.MAX_LIMIT, defaultValue = "" + Page.DEFAULT_LIMIT)) @QueryParam("limit") @Nullable String limit,
        @Parameter(description = "The next_cursor of the previous page") @QueryParam("cursor") @Nullable String cursor) {

    public Page page(HttpServerRequest request) {
        return Page.of(limit, cursor, request);
    }
}
