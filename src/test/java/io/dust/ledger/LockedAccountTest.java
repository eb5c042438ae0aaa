package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class DustTransactionTest {

    @Test
    void historyDoesNotRunBackwardsWhenAClockDoes() {
        Instant later = Instant.EPOCH.plusSeconds(60);
        PostingRequest request = new PostingRequest("cus_1", "key-1", new Posting.Earn(5), "Test", null, "user_1");
        Decision.Accept accepted = Decision.accept(Kind.EARN, new Balance(5, 0, 0, 0));

        assertThat(DustTransaction.of(DustPoint.opening("cus_1", later), request, accepted, Instant.EPOCH).recordedAt())
                .isEqualTo(later);
    }
}
