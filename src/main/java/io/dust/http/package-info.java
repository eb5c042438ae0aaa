/**
 * The HTTP edge that features share: problems, roles, pages, idempotency keys, and the views of
 * points.
 */
@OpenAPIDefinition(info = @Info(title = "Dust", version = "1", description = "Loyalty points for a shop", license = @License(name = "Apache-2.0", identifier = "Apache-2.0")), components = @Components(responses = @APIResponse(name = ApiDescription.PROBLEM, description = "Refused, and why", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))))
@NullMarked
package io.dust.http;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.NullMarked;
