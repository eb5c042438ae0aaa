package io.dust.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of every list. */
public record PageParameters(
        @Parameter(description = "The most entries to return", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = ""
                + Page.MAX_LIMIT, defaultValue = "" + Page.DEFAULT_LIMIT)) @QueryParam("limit") @Nullable String limit,
        @Parameter(description = "The next_cursor of the previous page") @QueryParam("cursor") @Nullable String cursor) {

    public Page page(UriInfo uri) {
        return Page.of(limit, cursor, uri);
    }
}
