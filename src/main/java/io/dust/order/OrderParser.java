package io.dust.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.cloudevents.CloudEvent;
import io.dust.http.CustomerIds;
import io.dust.http.InvalidRequest;
import io.dust.http.input.Amounts;
import io.dust.http.input.Instants;
import io.dust.http.json.StrictJson;
import io.dust.order.content.ContentParser;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Promotion;
import io.dust.order.content.Refund;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Parses the order in an event. The members are those of Medusa's orders; other members are
 * ignored.
 */
public final class OrderParser {

    /** The members that Dust reads. The sequence is stored in fingerprints, and so never changes. */
    private static final List<String> MEMBERS = List.of("id", "customer_id", "currency_code", "created_at", "updated_at",
            "status", "canceled_at", "payment_status", "total", "tax_total", "discount_total", "discount_tax_total",
            "original_total",
            "original_tax_total", "shipping_total", "shipping_tax_total", "original_shipping_total",
            "original_shipping_tax_total", "gift_card_total", "credit_line_total", "items", "shipping_methods", "promotions",
            "refund", "refunds");

    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_REFERENCE_LENGTH = 255;
    private static final int MAX_CUSTOMER_ID_LENGTH = 255;
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private final OrderEventType type;
    private final JsonNode data;
    private final Currency currency;
    private final ContentParser content = new ContentParser(DiscountCode::is);

    private OrderParser(OrderEventType type, JsonNode data) {
        this.type = type;
        this.data = data;
        this.currency = requireCurrency(data);
    }

    /**
     * Parses the data of an event.
     *
     * @return empty when the order has no customer
     * @throws InvalidRequest naming the member that is wrong
     */
    public static Optional<OrderEvent> parse(CloudEvent event, OrderEventType type, JsonNode data, OrderIds ids) {
        if (!data.isObject()) {
            throw new InvalidRequest("data", "must be a JSON object, the order");
        }
        return new OrderParser(type, data).parse(event, ids);
    }

    /** The order's own id, also in data that is wrong otherwise. */
    public static Optional<String> id(JsonNode data) {
        return StrictJson.text(data, "id", MAX_ID_LENGTH);
    }

    /** The customer's id, also in data that is wrong otherwise. */
    public static Optional<String> customerId(JsonNode data) {
        return StrictJson.text(data, "customer_id", MAX_CUSTOMER_ID_LENGTH);
    }

    private Optional<OrderEvent> parse(CloudEvent event, OrderIds ids) {
        String source = event.getSource().toString();
        String ownId = StrictJson.requireText(data, "id", MAX_ID_LENGTH);
        if (ownId.equals(".") || ownId.equals("..")) {
            throw new InvalidRequest("id", "must not be a step in a path");
        }
        String id = ids.of(source, ownId);
        if (id.length() > MAX_REFERENCE_LENGTH) {
            throw new InvalidRequest("id", "must have, with the source, at most " + MAX_REFERENCE_LENGTH + " characters");
        }
        ToldOrder told = told();
        Refund refund = type == OrderEventType.REFUNDED ? content.refund(data.path("refund"), "refund.", currency) : null;
        if (data.path("customer_id").isNull()) {
            return Optional.empty();
        }
        return Optional.of(new OrderEvent(source, event.getId(), type,
                Optional.ofNullable(event.getTime()).map(time -> instant(time.toInstant())),
                CustomerIds.require("customer_id", Objects.requireNonNullElse(data.path("customer_id").textValue(), "")), id,
                currency, told, refund, content.notes(),
                members(), data.toString()));
    }

    /** A repeated event has the same members. What Dust computes from them may change. */
    private String members() {
        return MEMBERS.stream().filter(data::has).map(member -> member + " " + data.get(member))
                .collect(Collectors.joining("\n"));
    }

    private ToldOrder told() {
        if (type.hasContent() && !has("total")) {
            throw new InvalidRequest("total", "must be given");
        }
        OrderContent known = has("total") ? content.content(data, currency) : null;
        return new ToldOrder(instant("created_at"), instant("updated_at"), known, promotions(),
                refunds(known), payment(data.path("payment_status").asText("")), status());
    }

    /** A payment that is refunded without a list of refunds is refunded as a whole. */
    private @Nullable List<Refund> refunds(@Nullable OrderContent known) {
        if (has("refunds")) {
            return content.refunds(data, currency);
        }
        boolean isRefunded = type == OrderEventType.UPDATED && data.path("payment_status").asText("").equals("refunded");
        return isRefunded && known != null
                ? List.of(Refund.ofAmount("payment_status", known.total(), OptionalLong.empty()))
                : null;
    }

    private boolean has(String member) {
        return !data.path(member).isMissingNode() && !data.path(member).isNull();
    }

    /** The promotions, and the discount codes of Dust in any other member: none must be lost. */
    private @Nullable List<Promotion> promotions() {
        if (!type.hasContent()) {
            return null;
        }
        Map<String, Promotion> byCode = new LinkedHashMap<>();
        Optional<List<Promotion>> told = content.promotions(data, currency);
        told.orElse(List.of()).forEach(promotion -> byCode.put(DiscountCode.canonical(promotion.code()), promotion));
        for (String code : codes()) {
            byCode.computeIfAbsent(DiscountCode.canonical(code), found -> new Promotion(found, OptionalLong.empty()));
        }
        return told.isEmpty() && byCode.isEmpty() ? null
                : byCode.entrySet().stream().map(entry -> new Promotion(entry.getKey(), entry.getValue().amount())).toList();
    }

    /** The texts anywhere in the order that have the form of a discount code. */
    private List<String> codes() {
        List<String> found = new ArrayList<>();
        collectCodes(data, found);
        return found;
    }

    private static void collectCodes(JsonNode node, List<String> found) {
        if (node.isTextual() && DiscountCode.is(node.textValue())) {
            found.add(node.textValue());
        }
        node.forEach(child -> collectCodes(child, found));
    }

    private static ToldOrder.Payment payment(String status) {
        return switch (status) {
            case "captured", "partially_refunded", "refunded" -> ToldOrder.Payment.PAID;
            case "not_paid", "awaiting", "canceled", "requires_action" -> ToldOrder.Payment.UNPAID;
            default -> ToldOrder.Payment.UNTOLD;
        };
    }

    private ToldOrder.Status status() {
        return switch (data.path("status").asText("")) {
            case "" -> ToldOrder.Status.UNTOLD;
            // Canceled orders are archived, too.
            case "archived" -> has("canceled_at") ? ToldOrder.Status.CANCELED : ToldOrder.Status.UNTOLD;
            case "canceled" -> ToldOrder.Status.CANCELED;
            case "completed" -> ToldOrder.Status.COMPLETED;
            default -> ToldOrder.Status.OPEN;
        };
    }

    private static Currency requireCurrency(JsonNode data) {
        return Amounts.requireCurrency(StrictJson.requireText(data, "currency_code", MAX_ID_LENGTH));
    }

    private @Nullable Instant instant(String member) {
        JsonNode value = data.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return Optional.ofNullable(value.textValue()).flatMap(Instants::parse).filter(time -> !time.isBefore(FIRST))
                .map(OrderParser::instant).orElseThrow(
                        () -> new InvalidRequest(member, "must be a time with a zone (RFC 3339) since the year 2000"));
    }

    /** In microseconds, as PostgreSQL keeps it. */
    private static Instant instant(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
