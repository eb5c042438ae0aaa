package io.dust.http;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Describes what all operations have in common, so that no resource repeats it: the refusals, the
 * headers, and which members can be null.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    static final String PROBLEM = "Problem";

    /** The problem of a request with an idempotency key. */
    private static final String REPLAYABLE = "ReplayableProblem";

    private static final String ENTITY_TAGS = "^(\\*|(W/)?\"[^\"]*\"( *, *(W/)?\"[^\"]*\")*)$";

    private static final String RATE_LIMIT = "RateLimit";
    private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private static final Map<String, Header> HEADERS = Map.of(
            Idempotency.REPLAYED, header(SchemaType.BOOLEAN, "True when the answer repeats an earlier one"),
            HttpHeaders.LINK, header(SchemaType.STRING, "The next page, with rel=\"next\"; absent on the last page"),
            HttpHeaders.ETAG, header(SchemaType.STRING, "The version, for If-Match").required(true),
            HttpHeaders.ALLOW, header(SchemaType.STRING, "The methods of the path, when this one is not allowed"),
            HttpHeaders.WWW_AUTHENTICATE, header(SchemaType.STRING, "How to authenticate").required(true),
            Problem.GROUP, header(SchemaType.INTEGER, "The number of the customer's group, for a gateway").required(true),
            RATE_LIMIT, header(SchemaType.STRING, "What is left of the limit, and the seconds until there is more"),
            RATE_LIMIT_POLICY, header(SchemaType.STRING, "The limit: requests in a window of seconds"),
            HttpHeaders.RETRY_AFTER,
            header(SchemaType.INTEGER, "Seconds to wait before the request is repeated").required(true));

    private final IndexView index;

    public ApiDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        RecordMembers members = new RecordMembers(index);
        components.getSchemas().forEach(members::describe);
        new TreeMap<>(HEADERS).forEach(components::addHeader);
        APIResponse problem = Objects.requireNonNull(components.getResponses().get(PROBLEM));
        components.addResponse("Unauthorized", refusal(problem, "No valid token or signature", HttpHeaders.WWW_AUTHENTICATE));
        components.addResponse("Unavailable", refusal(problem, "Not now: repeat the request", HttpHeaders.RETRY_AFTER));
        components.addResponse("Misdirected",
                refusal(problem, "Another instance serves the customer's group", Problem.GROUP));
        components.addResponse("TooManyRequests",
                refusal(problem, "The caller has sent too many requests", HttpHeaders.RETRY_AFTER)
                        .addHeader(RATE_LIMIT, reference(RATE_LIMIT))
                        .addHeader(RATE_LIMIT_POLICY, reference(RATE_LIMIT_POLICY)));
        problem.addHeader(HttpHeaders.ALLOW, reference(HttpHeaders.ALLOW));
        components.addResponse(REPLAYABLE,
                refusal(problem, "Refused, and why; a repeated request is refused again", HttpHeaders.ALLOW)
                        .addHeader(Idempotency.REPLAYED, reference(Idempotency.REPLAYED)));
        // As an annotation, the scheme would replace that of tokens in every operation.
        components.addSecurityScheme("signature", OASFactory.createSecurityScheme().type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER).name("webhook-signature").description("A signature of Standard Webhooks"));
        api.getPaths().getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> describe(path, operation)));
    }

    private static APIResponse refusal(APIResponse problem, String description, String header) {
        return OASFactory.createAPIResponse().description(description).content(problem.getContent())
                .addHeader(header, reference(header));
    }

    private static void describe(String path, Operation operation) {
        describeRefusals(operation.getResponses());
        if (path.contains("{customer_id}") || path.startsWith("/store/") || path.equals("/events")) {
            operation.getResponses().addAPIResponse("421", OASFactory.createAPIResponse().ref("Misdirected"));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> describe(path, parameter, operation.getResponses()));
        }
        if (path.endsWith("/{currency_code}")) {
            addHeader(HttpHeaders.ETAG, operation.getResponses());
        }
    }

    private static void describeRefusals(APIResponses responses) {
        responses.getAPIResponses().keySet().stream().filter(status -> !isSuccess(status)).toList()
                .forEach(responses::removeAPIResponse);
        responses.addAPIResponse("401", OASFactory.createAPIResponse().ref("Unauthorized"))
                .addAPIResponse("429", OASFactory.createAPIResponse().ref("TooManyRequests"))
                .addAPIResponse("503", OASFactory.createAPIResponse().ref("Unavailable"))
                .addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
    }

    private static void describe(String path, Parameter parameter, APIResponses responses) {
        switch (parameter.getName()) {
            case Idempotency.KEY -> {
                parameter.description("An id of your own, the same when you repeat the request")
                        .required(path.startsWith("/admin") ? true : null).getSchema().pattern("^[\\x21-\\x7E]{1,255}$");
                addHeader(Idempotency.REPLAYED, responses);
                responses.addAPIResponse("default", OASFactory.createAPIResponse().ref(REPLAYABLE));
            }
            case HttpHeaders.IF_MATCH ->
                parameter.description("The ETag that you have read; without it, If-None-Match is required").getSchema()
                        .pattern(ENTITY_TAGS);
            case HttpHeaders.IF_NONE_MATCH ->
                parameter.description("* when there was no version").getSchema().pattern(ENTITY_TAGS);
            case CustomerIds.PARAMETER -> parameter.getSchema().pattern(CustomerIds.PATTERN);
            case RecordMembers.CURRENCY -> parameter.getSchema().pattern(RecordMembers.CURRENCY_IN_REQUESTS);
            case "cursor" -> addHeader(HttpHeaders.LINK, responses);
            default -> {
                // The annotations of the resource say all.
            }
        }
    }

    private static void addHeader(String name, APIResponses responses) {
        responses.getAPIResponses().forEach((status, response) -> {
            if (isSuccess(status)) {
                response.addHeader(name, reference(name));
            }
        });
    }

    private static boolean isSuccess(String status) {
        return status.startsWith("2");
    }

    private static Header header(SchemaType type, String description) {
        Schema schema = OASFactory.createSchema().addType(type);
        return OASFactory.createHeader().description(description).schema(schema);
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref(name);
    }
}
