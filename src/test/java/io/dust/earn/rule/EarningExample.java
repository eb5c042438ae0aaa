package io.dust.earn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

import io.dust.http.input.Amounts;
import io.dust.http.json.StrictJson;
import io.dust.order.CountedLine;
import io.dust.order.OrderReason;
import io.dust.order.content.ContentParser;
import io.dust.order.content.OrderContent;
import io.dust.order.content.Returns;
import io.dust.setting.SettingVersion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * A rule, an order and what came back of it, as JSON with single quotes. A rule without a rate gives
 * a point for 100 minor units; an order without a currency is in EUR; points paid for the discounts
 * with codes that begin with DUST.
 */
record EarningExample(OrderContent content, Earnings earnings, List<CountedLine> breakdown) {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    static EarningExample of(String rule, String order) {
        return of(rule, order, "[]");
    }

    /** @param later refunds that are told after the order */
    static EarningExample of(String rule, String order, String later) {
        JsonNode json = json(order);
        Currency currency = Amounts.requireCurrency(json.path("currency_code").asText("EUR"));
        ContentParser parser = new ContentParser(code -> code.startsWith("DUST"));
        OrderContent content = parser.content(json, currency);
        long paidWithPoints = parser.paidWithPoints(json, content);
        Returns returns = Returns.of(content, paidWithPoints, parser.refunds(json, currency),
                parser.refunds(json("{'refunds': " + later + "}"), currency));
        ExplainedEarnings explained = ExplainedEarnings.of(content, paidWithPoints, returns, rule(rule, currency), NOW);
        return new EarningExample(content, explained.earnings(), explained.breakdown());
    }

    /** What counts, in major units. */
    String amount() {
        return Amounts.majorUnits(earnings.amount(), content.currency()).toPlainString();
    }

    void assertBreakdown() {
        assertThat(breakdown).hasSameSizeAs(content.lines()).allMatch(line -> line.amount() >= 0 && line.points() >= 0);
        assertThat(breakdown.stream().mapToLong(CountedLine::amount).sum()).isEqualTo(earnings.amount());
        assertThat(breakdown.stream().mapToLong(CountedLine::points).sum()).isEqualTo(earnings.points());
    }

    private static SettingVersion<RuleDefinition> rule(String rule, Currency currency) {
        ObjectNode json = (ObjectNode) json(rule);
        if (!json.has("rate")) {
            json.putObject("rate").put("numerator", 1).put("denominator", 100);
        }
        return new SettingVersion<>(currency, 7, false, MAPPER.convertValue(json, RuleDefinition.class), "dust", NOW);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), OrderReason.EVENT_INVALID);
    }
}
