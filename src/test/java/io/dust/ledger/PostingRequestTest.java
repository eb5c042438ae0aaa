package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dust.account.Cause;
import io.dust.account.Reference;
import io.dust.account.RequestId;

class PostingRequestTest {

    private static final Reference ORDER = new Reference("order", "order_1");

    /**
     * Fingerprints are stored: when this test fails, a request that is repeated across an upgrade
     * is rejected.
     */
    @Test
    void theFingerprintNeverChanges() {
        assertThat(hex(request(Posting.earn(5), "Test", ORDER)))
                .isEqualTo("aa764421726cf2a224f808c3fd2db5e4bfb7231275eaf8685586e36293a8da80");
        assertThat(hex(request(Posting.reverse(5), "Test", null)))
                .isEqualTo("df8bc21aecdf0d8b012b78f254a406b90b540375fb723e3f45ba0ac9e5a623fc");
        assertThat(hex(request(Posting.deduct(5), "Test", null)))
                .isEqualTo("211ca938673ee649491f1b42c6826ef65361902fb6c838a9231cfcd314086f7d");
        assertThat(hex(request(Posting.adjust(-5), "Test", null)))
                .isEqualTo("cde771ba13b699952c83494b7a80617611ff3795ab1d0d52b1634214a6e2c365");
    }

    @Test
    void everythingThatAClientSendsIsInTheFingerprint() {
        List<PostingRequest<?>> different = List.of(
                request(Posting.earn(5), "Test", ORDER),
                request(Posting.earn(6), "Test", ORDER),
                request(Posting.deduct(5), "Test", ORDER),
                request(Posting.adjust(5), "Test", ORDER),
                request(Posting.adjust(-5), "Test", ORDER),
                request(Posting.reverse(5), "Test", ORDER),
                request(Posting.earn(5), "test", ORDER),
                request(Posting.earn(5), "Test", null),
                request(Posting.earn(5), "Test", new Reference("cart", "order_1")),
                request(Posting.earn(5), "Test", new Reference("orde", "rorder_1")),
                request(Posting.earn(5), "Testorder", new Reference("order", "_1")));

        assertThat(different.stream().map(PostingRequestTest::hex).collect(Collectors.toSet())).hasSameSizeAs(different);
    }

    @Test
    void textIsPrintableAndLimited() {
        RequestId key = RequestId.ofStaff("key");
        Cause cause = new Cause("u", "Test", null);
        for (String wrong : List.of("", " ", "a\u0000", "a\nb", "x".repeat(256), "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostingRequest<>(wrong, key, Posting.earn(1), cause));
            assertThatIllegalArgumentException().isThrownBy(() -> RequestId.ofStaff(wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostingRequest<>("cus", key, Posting.earn(1), new Cause(wrong, "Test", null)));
            assertThatIllegalArgumentException().isThrownBy(() -> new Reference("order", wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> request(Posting.earn(1), "x".repeat(501), null))
                .withMessage("reason must be 1 to 500 printable characters");
        assertThat(request(Posting.earn(1), "\uD83D\uDE00".repeat(500), null).cause().reason()).hasSize(1000);
    }

    private static PostingRequest<Posting> request(Posting posting, String reason, @Nullable Reference reference) {
        return new PostingRequest<>("cus_1", RequestId.ofStaff("key-1"), posting, new Cause("user_1", reason, reference));
    }

    private static String hex(PostingRequest<?> request) {
        return HexFormat.of().formatHex(request.fingerprint().getBytes());
    }
}
