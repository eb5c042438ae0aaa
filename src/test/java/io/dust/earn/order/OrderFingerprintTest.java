package io.dust.earn.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.ledger.PostingRequest;
import io.dust.order.OrderData;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventType;

/**
 * Fingerprints are stored: when this test fails, an event that is repeated across an upgrade is
 * rejected.
 */
class OrderFingerprintTest {

    private static final EarnSettings UNUSED = null;

    @Test
    void theFingerprintsOfEventsNeverChange() {
        assertThat(hex(event(OrderEventType.PLACED, null)))
                .isEqualTo("f1846090124c9684195931e0db99c124c46fe44a0d251a63a88da5f0b69337d1");
        assertThat(hex(event(OrderEventType.REFUNDED, new OrderEvent.Refund("refund_1", 2500, OptionalLong.of(500)))))
                .isEqualTo("cc3c70f1cf92eaaab703bd6bc384535ed78d6fa96c6a52b0f15f9860ca3f9a44");
    }

    @Test
    void theFingerprintOfAReleaseNeverChanges() {
        assertThat(hex(new ReleaseCommand("order_1", UNUSED), Cause.ofDust(OrderEvent.reference("order_1"))))
                .isEqualTo("ad603df7c7ef833772c46e6e1f40d9e265bbc238ae1a97b1aa5b0e0c64a014ff");
    }

    private static OrderEvent event(OrderEventType type, OrderEvent.@Nullable Refund refund) {
        return new OrderEvent("https://shop.example", "evt_1", type, Optional.empty(), "cus_1",
                OrderData.ofTotal("order_1", Currency.getInstance("EUR"), 10_000), refund, "{}");
    }

    private static String hex(OrderEvent event) {
        return hex(new OrderEventCommand(event, UNUSED), event.cause());
    }

    private static String hex(OrderCommand command, Cause cause) {
        PostingRequest<?> request = new PostingRequest<>("cus_1", RequestId.unnamed(), command, cause);
        return HexFormat.of().formatHex(request.fingerprint().getBytes());
    }
}
