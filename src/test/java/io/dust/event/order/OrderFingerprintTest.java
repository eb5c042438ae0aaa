package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.earn.order.EarnSettings;
import io.dust.http.json.StrictJson;
import io.dust.ledger.Command;
import io.dust.ledger.PostingRequest;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventType;
import io.dust.order.OrderIds;
import io.dust.order.OrderParser;
import io.dust.order.OrderReason;
import io.dust.order.state.OrderFacts;

/**
 * Fingerprints are stored: when this test fails, an event that is repeated across an upgrade is
 * rejected.
 */
class OrderFingerprintTest {

    private static final EarnSettings UNUSED = null;

    @Test
    void theFingerprintsOfEventsNeverChange() {
        String refund = ", \"refund\": {\"id\": \"refund_1\", \"amount\": 25, \"paid_with_points\": 5}";
        String state = """
                , "updated_at": "2026-03-01T10:00:00Z", "status": "pending", "payment_status": "captured",
                "promotions": [{"code": "SALE", "amount": 5}], "refunds": [{"id": "refund_1", "amount": 10}],
                "items": [{"id": "item_1", "quantity": 2, "total": 100, "product_id": "prod_1"}]""";
        assertThat(List.of(hex(OrderEventType.PLACED, ""), hex(OrderEventType.REFUNDED, refund),
                hex(OrderEventType.UPDATED, state))).containsExactly(
                        "6cea169117baecf1978a7583f6e0b202f87992dfeb48da0240a804d2903f1879",
                        "711c82e32aaf7810c03a2f08d279cc71c8fb8662a6836de8f8929ba55636754f",
                        "e14ed03800ce0b46373acf8d9198db2527052dea1643e24e3a8442a944bc8799");
    }

    @Test
    void theFingerprintOfASettlementNeverChanges() {
        assertThat(hex(new SettleOrder("order_1", Currency.getInstance("EUR"), OrderFacts.NONE, UNUSED),
                Cause.ofDust(OrderEvent.reference("order_1"))))
                .isEqualTo("6f831eca1e7ddef7dd1ee773740ce4fe8cc0f09204da8a9e6a1212fbce8b2900");
    }

    private static String hex(OrderEventType type, String more) {
        CloudEvent cloudEvent = CloudEventBuilder.v1().withId("evt_1").withSource(URI.create("https://shop.example"))
                .withType(type.type()).build();
        String data = "{\"id\": \"order_1\", \"customer_id\": \"cus_1\", \"currency_code\": \"EUR\", \"total\": 100" + more
                + "}";
        OrderEvent event = OrderParser
                .parse(cloudEvent, type, StrictJson.parse(data.getBytes(StandardCharsets.UTF_8), OrderReason.EVENT_INVALID),
                        OrderIds.UNIQUE)
                .orElseThrow();
        return hex(new OrderEventCommand(event, Instant.EPOCH, UNUSED), event.cause());
    }

    private static String hex(Command command, Cause cause) {
        PostingRequest<?> request = new PostingRequest<>("cus_1", RequestId.unnamed(), command, cause);
        return HexFormat.of().formatHex(request.fingerprint().getBytes());
    }
}
