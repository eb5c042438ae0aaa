package io.dust.redeem;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.smallrye.mutiny.Uni;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What Dust asks of a Medusa 2 backend. It refuses members that it does not know. */
@RegisterRestClient
@Path("/admin/promotions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface MedusaApi {

    /** What Medusa will not do however often it is asked. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    @ClientExceptionMapper
    static @Nullable RuntimeException refusal(Response response) {
        int status = response.getStatus();
        return status < 400 || status >= 500 || status == 409 || status == 429 ? null
                : new Refused("Medusa answered " + status + ": " + response.readEntity(String.class));
    }

    @POST
    Uni<PromotionAnswer> create(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, NewPromotion promotion);

    @GET
    Uni<Promotions> find(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @QueryParam("code") String code);

    @POST
    @Path("{id}")
    Uni<PromotionAnswer> update(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id,
            Change change);

    /**
     * A promotion to be made.
     *
     * @param status active; as a draft it would silently not apply
     * @param limit of uses
     * @param isTaxInclusive whether the value is what the customer saves; else tax would be saved on top of it
     */
    record NewPromotion(String code, String type, String status, int limit,
            @JsonProperty("is_tax_inclusive") boolean isTaxInclusive, ApplicationMethod applicationMethod,
            List<Rule> rules, Campaign campaign) {
    }

    /**
     * What it takes off.
     *
     * @param value in major units
     */
    record ApplicationMethod(String type, BigDecimal value, String currencyCode, String targetType, String allocation) {
    }

    /** What has to be so of the cart. */
    record Rule(String attribute, String operator, List<String> values) {
    }

    /** Until when it applies. */
    record Campaign(String name, String campaignIdentifier, Instant endsAt) {
    }

    /** A change of a promotion. */
    record Change(String status) {
    }

    /** Of which only the id is of interest. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promotion(String id) {
    }

    /** One of them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PromotionAnswer(Promotion promotion) {
    }

    /** Those with a code. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promotions(List<Promotion> promotions) {
    }
}
