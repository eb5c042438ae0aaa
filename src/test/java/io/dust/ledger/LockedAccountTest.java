package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.account.Cause;
import io.dust.account.Kind;
import io.dust.account.RequestId;

class LockedAccountTest {

    @Test
    void transactionsStayInOrderIfTheClockGoesBack() {
        Instant later = Instant.EPOCH.plusSeconds(60);
        var request = new PostingRequest<>("cus_1", RequestId.ofStaff("key-1"), Posting.earn(5),
                new Cause("user_1", "Test", null));
        LockedAccount account = new LockedAccount(Account.open("cus_1", later), request.id(), request.cause(), Instant.EPOCH,
                null,
                version -> Optional.empty());

        assertThat(account.post(Kind.EARN, new Balance(5, 0, 0, 0), null)).isInstanceOfSatisfying(PostingResult.Posted.class,
                posted -> assertThat(posted.transaction().recordedAt()).isEqualTo(later));
    }
}
