package io.dust.http;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Adds to every operation that each refusal is a {@link Problem}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

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
