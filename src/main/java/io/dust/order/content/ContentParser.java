package io.dust.order.content;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.dust.http.InvalidRequest;
import io.dust.http.input.Notes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Parses the content of an order in Medusa's shape. Amounts are decimal numbers or strings in major
 * units, and are rounded half away from zero to the minor unit. Other members are ignored.
 */
public final class ContentParser {

    private static final int MAX_ITEMS = 500;
    private static final int MAX_SHIPPING_METHODS = 100;
    static final int MAX_PROMOTIONS = 100;
    private static final int MAX_REFUNDS = 1000;

    private final LineParser lines;
    private final Notes notes = new Notes();

    /** @param isPaidWithPoints whether points pay for the discounts that have a code */
    public ContentParser(Predicate<String> isPaidWithPoints) {
        this.lines = new LineParser(isPaidWithPoints);
    }

    /** What was rounded so far: at most five sentences. */
    public List<String> notes() {
        return notes.sentences();
    }

    /**
     * The lines of an order. Without items, one line has all goods, from the totals.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public OrderContent content(JsonNode data, Currency currency) {
        Members order = members(data, "", currency);
        OrderTotals totals = OrderTotals.of(order);
        List<LineDraft> shipping = order.list("shipping_methods", MAX_SHIPPING_METHODS).stream().map(lines::shippingMethod)
                .toList();
        List<LineDraft> drafts = new ArrayList<>(shipping.isEmpty() ? OrderTotals.shipping(order) : shipping);
        List<Members> items = order.list("items", MAX_ITEMS);
        drafts.addAll(items.isEmpty() ? List.of(totals.goods(drafts)) : items.stream().map(lines::item).toList());
        requireUnique(items);
        return Settlement.settle(currency, totals, drafts);
    }

    /**
     * The discounts of an order; empty when the shop does not say.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public Optional<List<Promotion>> promotions(JsonNode data, Currency currency) {
        JsonNode promotions = data.path("promotions");
        return promotions.isMissingNode() || promotions.isNull() ? Optional.empty()
                : Optional.of(members(data, "", currency).list("promotions", MAX_PROMOTIONS).stream()
                        .filter(promotion -> promotion.object().path("code").isTextual())
                        .map(promotion -> new Promotion(promotion.object().path("code").textValue(),
                                promotion.amount("amount")))
                        .toList());
    }

    /**
     * What points paid for, in minor units, at most all discounts. A discount without an amount
     * counts with all discounts; without promotions, the lines say it.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public long paidWithPoints(JsonNode data, OrderContent content) {
        return promotions(data, content.currency())
                .map(all -> content.paidWithPoints(
                        all.stream().filter(promotion -> lines.isPaidWithPoints().test(promotion.code())).toList()))
                .orElseGet(() -> Math.min(content.pointsDiscount(), content.discountTotal()));
    }

    /**
     * A refund.
     *
     * @param path of the refund, with a dot at the end
     * @throws InvalidRequest naming the member that is wrong
     */
    public Refund refund(JsonNode refund, String path, Currency currency) {
        return refund(members(refund, path, currency));
    }

    /**
     * All refunds of an order; none when the shop does not say.
     *
     * @throws InvalidRequest naming the member that is wrong
     */
    public List<Refund> refunds(JsonNode data, Currency currency) {
        List<Members> refunds = members(data, "", currency).list("refunds", MAX_REFUNDS);
        requireUnique(refunds);
        return refunds.stream().map(ContentParser::refund).toList();
    }

    private static Refund refund(Members refund) {
        Map<String, Long> items = new TreeMap<>();
        for (Members item : refund.list("items", MAX_ITEMS)) {
            long quantity = item.quantity("quantity")
                    .orElseThrow(() -> new InvalidRequest(item.path() + "quantity", "must be given"));
            if (quantity > 0) {
                items.merge(item.requireId("id", "line_item_id", "item_id"), quantity, Long::sum);
            }
        }
        return new Refund(refund.requireId("id"), refund.requireAmount("amount"), refund.amount("paid_with_points"), items,
                refund.amount("shipping_total"), refund.amount("tax_total"), refund.amount("goodwill_total"));
    }

    /** Refunds name items by their ids. */
    private static void requireUnique(List<Members> elements) {
        Set<String> ids = new HashSet<>();
        for (Members element : elements) {
            element.id("id").ifPresent(id -> {
                if (!ids.add(id)) {
                    throw new InvalidRequest(element.path() + "id", "must be another one than those before");
                }
            });
        }
    }

    private Members members(JsonNode object, String path, Currency currency) {
        return new Members(object, path, currency, notes);
    }
}
