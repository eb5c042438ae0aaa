package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** Requests about one customer that are decided in one batch, one after the other. */
class AccountTest {

    private final Account account = new Account("cus_1", new Rows(List.of()));

    @Test
    void eachRequestSeesTheOneBefore() {
        assertThat(posted(request("1", new Posting.Earn(10))).point().balance().points()).isEqualTo(10);
        assertThat(posted(request("2", new Posting.Deduct(7))).point().balance().points()).isEqualTo(3);
        assertThat(rejected(request("3", new Posting.Deduct(7))).reason()).isEqualTo(Reason.INSUFFICIENT_POINTS);
        assertThat(posted(request("4", new Posting.Earn(1))).transaction().version()).isEqualTo(3);

        assertThat(account.recorded()).extracting(recorded -> recorded.request().requestId()).containsExactly("1", "2", "3",
                "4");
        assertThat(account.changed()).hasValueSatisfying(point -> {
            assertThat(point.version()).isEqualTo(3);
            assertThat(point.balance().points()).isEqualTo(4);
            assertThat(point.lifetimeEarned()).isEqualTo(11);
            assertThat(point.lifetimeSpent()).isEqualTo(7);
        });
    }

    @Test
    void aRepetitionInTheSameBatchGetsTheSameAnswer() {
        PostingRequest add = request("1", new Posting.Earn(10));
        Posted first = posted(add);
        posted(request("2", new Posting.Earn(5)));

        Posted again = posted(add);

        assertThat(again.replayed()).isTrue();
        assertThat(again.transaction()).isEqualTo(first.transaction());
        assertThat(again.point().balance()).isEqualTo(first.point().balance());
        assertThat(account.recorded()).hasSize(2);
    }

    @Test
    void aRepetitionOfARefusalIsRefusedAgain() {
        PostingRequest deduct = request("1", new Posting.Deduct(1));
        rejected(deduct);
        posted(request("2", new Posting.Earn(5)));

        assertThat(rejected(deduct).replayed()).isTrue();
    }

    @Test
    void anotherRequestUnderAUsedIdIsRefused() {
        posted(request("1", new Posting.Earn(10)));

        assertThat(rejected(request("1", new Posting.Earn(11))).reason()).isEqualTo(Reason.REQUEST_ID_REUSED);
        assertThat(account.recorded()).hasSize(1);
    }

    @Test
    void aTransactionOfTheSameBatchCanBeReversedOnce() {
        posted(request("1", new Posting.Earn(10)));

        assertThat(posted(request("2", new Posting.Reverse(1))).point().balance()).isEqualTo(Balance.ZERO);
        assertThat(rejected(request("3", new Posting.Reverse(1))).reason()).isEqualTo(Reason.ALREADY_REVERSED);
        assertThat(rejected(request("4", new Posting.Reverse(9))).reason()).isEqualTo(Reason.TRANSACTION_NOT_FOUND);
    }

    @Test
    void withRefusalsOnlyNoBalanceIsWritten() {
        rejected(request("1", new Posting.Deduct(1)));

        assertThat(account.changed()).isEmpty();
        assertThat(account.recorded()).hasSize(1);
    }

    @Test
    void anOutcomeWithoutABalanceCameInBetween() {
        PostingRequest add = request("1", new Posting.Earn(10));
        posted(add);
        Account readBeforeIt = new Account("cus_1", new Rows(List.of()));
        readBeforeIt.wasRead("1", account.recorded().get(0).outcome());

        assertThatExceptionOfType(Collisions.RowAppeared.class).isThrownBy(() -> readBeforeIt.answer(add, Instant.EPOCH));
    }

    @Test
    void aTargetWithoutABalanceCameInBetween() {
        DustTransaction target = posted(request("1", new Posting.Earn(10))).transaction();

        assertThatExceptionOfType(Collisions.RowAppeared.class)
                .isThrownBy(() -> new Account("cus_1", new Rows(List.of())).wasRead(new Target(target, false, false)));
    }

    private Posted posted(PostingRequest request) {
        return account.answer(request, Instant.EPOCH).concludedOrThrow(Optional.empty()).posted().orElseThrow();
    }

    private Rejection rejected(PostingRequest request) {
        Answer answer = account.answer(request, Instant.EPOCH);
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        return ((Answer.Rejected) answer).rejection();
    }

    private static PostingRequest request(String id, Posting posting) {
        return new PostingRequest("cus_1", id, posting, "Test", null, "user_1");
    }
}
