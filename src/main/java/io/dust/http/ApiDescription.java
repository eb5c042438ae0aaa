package io.dust.http;

import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.Operation;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Says of every operation that whatever it refuses, it refuses with a {@link Problem}. */
@OpenAPIDefinition(info = @Info(title = "Dust", version = "1", description = "Loyalty points for a shop", license = @License(name = "Apache-2.0", identifier = "Apache-2.0")), components = @Components(responses = @APIResponse(name = ApiDescription.PROBLEM, description = "Refused, and why", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))))
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription extends Application implements OASFilter {

    static final String PROBLEM = "Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        operation.getResponses().getAPIResponses().keySet().stream()
                .filter(status -> !status.startsWith("2")).toList()
                .forEach(operation.getResponses()::removeAPIResponse);
        operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
        return operation;
    }
}
