package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostingRequestTest {

    private static final Reference ORDER = new Reference("order", "order_1");

    /** It is stored: when this test fails, requests that are repeated across the upgrade would be refused. */
    @Test
    void theFingerprintNeverChanges() {
        assertThat(hex(request(new Posting.Earn(5), "Test", ORDER)))
                .isEqualTo("aa764421726cf2a224f808c3fd2db5e4bfb7231275eaf8685586e36293a8da80");
        assertThat(hex(request(new Posting.Reverse(5), "Test", null)))
                .isEqualTo("df8bc21aecdf0d8b012b78f254a406b90b540375fb723e3f45ba0ac9e5a623fc");
    }

    @Test
    void everythingThatAClientAsksForIsInTheFingerprint() {
        List<PostingRequest> different = List.of(
                request(new Posting.Earn(5), "Test", ORDER),
                request(new Posting.Earn(6), "Test", ORDER),
                request(new Posting.Deduct(5), "Test", ORDER),
                request(new Posting.Adjust(5), "Test", ORDER),
                request(new Posting.Adjust(-5), "Test", ORDER),
                request(new Posting.Reverse(5), "Test", ORDER),
                request(new Posting.Earn(5), "test", ORDER),
                request(new Posting.Earn(5), "Test", null),
                request(new Posting.Earn(5), "Test", new Reference("cart", "order_1")),
                request(new Posting.Earn(5), "Test", new Reference("orde", "rorder_1")),
                request(new Posting.Earn(5), "Testorder", new Reference("order", "_1")));

        assertThat(different.stream().map(PostingRequestTest::hex).collect(Collectors.toSet())).hasSameSizeAs(different);
    }

    @Test
    void textIsPrintableAndLimited() {
        for (String wrong : List.of("", " ", "a\u0000", "a\nb", "x".repeat(256), "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostingRequest(wrong, "key", new Posting.Earn(1), "Test", null, "u"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostingRequest("cus", wrong, new Posting.Earn(1), "Test", null, "u"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostingRequest("cus", "key", new Posting.Earn(1), "Test", null, wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new Reference("order", wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> request(new Posting.Earn(1), "x".repeat(501), null))
                .withMessage("reason must be 1 to 500 printable characters");
        assertThat(request(new Posting.Earn(1), "\uD83D\uDE00".repeat(500), null).reason()).hasSize(1000);
    }

    private static PostingRequest request(Posting posting, String reason, @Nullable Reference reference) {
        return new PostingRequest("cus_1", "key-1", posting, reason, reference, "user_1");
    }

    private static String hex(PostingRequest request) {
        return HexFormat.of().formatHex(request.fingerprint().getBytes());
    }
}
