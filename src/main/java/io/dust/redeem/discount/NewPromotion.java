package io.dust.redeem.discount;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.dust.http.input.Amounts;
import io.quarkus.runtime.annotations.RegisterForReflection;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A promotion to create in Medusa.
 *
 * @param status active; Medusa silently does not apply a draft
 * @param limit the most uses
 * @param isTaxInclusive whether the value includes tax; else the customer would save the tax on top
 *        of the value
 */
@RegisterForReflection(registerFullHierarchy = true)
record NewPromotion(String code, String type, String status, int limit,
        @JsonProperty("is_tax_inclusive") boolean isTaxInclusive, ApplicationMethod applicationMethod, List<Rule> rules,
        Campaign campaign) {

    /** Gives the discount to its customer, once, until the hold ends. */
    static NewPromotion of(Discount discount) {
        return new NewPromotion(discount.code(), "standard", "active", 1, true,
                new ApplicationMethod("fixed", Amounts.majorUnits(discount.amount(), discount.currency()),
                        discount.currency().getCurrencyCode().toLowerCase(Locale.ROOT), "order", "across"),
                List.of(new Rule("customer.id", "eq", List.of(discount.customerId()))),
                new Campaign("Dust " + discount.holdId(), discount.code(), discount.expiresAt()));
    }

    /**
     * The discount of a promotion.
     *
     * @param value in major units
     */
    record ApplicationMethod(String type, BigDecimal value, String currencyCode, String targetType, String allocation) {
    }

    /** A condition on the cart. */
    record Rule(String attribute, String operator, List<String> values) {
    }

    /** The end of a promotion. */
    record Campaign(String name, String campaignIdentifier, Instant endsAt) {
    }
}
