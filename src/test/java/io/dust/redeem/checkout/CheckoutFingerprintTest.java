package io.dust.redeem.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Currency;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;
import io.dust.ledger.PostingRequest;
import io.dust.redeem.discount.DiscountStatus;
import io.dust.redeem.discount.ShopCart;

/**
 * Fingerprints are stored: when this test fails, a request that is repeated across an upgrade is
 * rejected.
 */
class CheckoutFingerprintTest {

    private static final UUID HOLD = new UUID(1, 2);
    private static final Reference CART = new Reference("cart", "cart_1");

    @Test
    void theFingerprintsOfPlacementsNeverChange() {
        assertThat(hex(placeHold(100L), CART))
                .isEqualTo("9a14a171f96fe04806e7d047a1580536696ad21db54326fe9fea016aee506edf");
        assertThat(hex(placeHold(null), CART))
                .isEqualTo("7231c7a703589399499142ffe8d3db6dec397e94e232fe30d4c74393d1393b2b");
        assertThat(hex(new RecordDiscount(HOLD, true), CART))
                .isEqualTo("70710e08db3983396260052cf4e4edd0384cbca0ea87ae0010b145dc2ba29692");
        assertThat(hex(new RecordDiscount(HOLD, false), CART))
                .isEqualTo("20180359426d42238cb34f54151771617801bc6ccd10a8ca6782ed2afe1fac0e");
    }

    @Test
    void theFingerprintsOfEndsNeverChange() {
        assertThat(hex(new EndHold.Capture(HOLD, 100L, "order_1"), null))
                .isEqualTo("e6cf50dbe83464734ae433293ccec13c21993ce373e420b3f58637cffc907ce4");
        assertThat(hex(new EndHold.Capture(HOLD, null, null), null))
                .isEqualTo("4959d3bbe47439bde1ca5071db4f7fa6dbd0f61b7e365a6d05daaefac71408d3");
        assertThat(hex(new EndHold.VoidHold(HOLD, false), null))
                .isEqualTo("a6aa0f48f37d5c9e7c0cad644af5b0300f8fe5d626a2675d2836c688bff0efd4");
        assertThat(hex(new EndHold.Expire(HOLD), CART))
                .isEqualTo("fde9b70105f06da9ae8d372eeb93914f4829495893dfff7c83f95b1520a18d0f");
    }

    private static PlaceHold placeHold(@Nullable Long points) {
        return new PlaceHold(new Hold.Asked("cart_1", Currency.getInstance("EUR"), 2500, points), HOLD, Duration.ofMinutes(30),
                DiscountStatus.BY_SHOP, new ShopCart.Unknown(), null);
    }

    private static String hex(CheckoutCommand command, @Nullable Reference reference) {
        PostingRequest<?> request = new PostingRequest<>("cus_1", RequestId.unnamed(), command, Cause.of("user_1", reference));
        return HexFormat.of().formatHex(request.fingerprint().getBytes());
    }
}
