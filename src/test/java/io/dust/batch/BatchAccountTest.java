package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.dust.account.Balance;
import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.account.Transaction;
import io.dust.ledger.LedgerReason;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.PostingResult;
import io.dust.ledger.ReversalCandidate;

/** Requests about one customer that are decided in one batch, one after the other. */
class BatchAccountTest {

    private final BatchAccount account = newAccount();

    @Test
    void eachRequestSeesTheOneBefore() {
        assertThat(posted(request("1", Posting.earn(10))).account().balance().points()).isEqualTo(10);
        assertThat(posted(request("2", Posting.deduct(7))).account().balance().points()).isEqualTo(3);
        assertThat(rejected(request("3", Posting.deduct(7))).reason()).isEqualTo(LedgerReason.INSUFFICIENT_POINTS);
        assertThat(posted(request("4", Posting.earn(1))).transaction().version()).isEqualTo(3);

        assertThat(account.newResults()).extracting(StoredResult::requestId).containsExactly("staff:1", "staff:2", "staff:3",
                "staff:4");
        assertThat(account.changed()).hasValueSatisfying(changed -> {
            assertThat(changed.version()).isEqualTo(3);
            assertThat(changed.balance().points()).isEqualTo(4);
            assertThat(changed.lifetimeEarned()).isEqualTo(11);
            assertThat(changed.lifetimeSpent()).isEqualTo(7);
        });
    }

    @Test
    void aRepetitionInTheSameBatchGetsTheSameAnswer() {
        PostingRequest<Posting> add = request("1", Posting.earn(10));
        PostingResult.Posted first = posted(add);
        posted(request("2", Posting.earn(5)));

        PostingResult.Posted again = posted(add);

        assertThat(again.replayed()).isTrue();
        assertThat(again.transaction()).isEqualTo(first.transaction());
        assertThat(again.account().balance()).isEqualTo(first.account().balance());
        assertThat(account.newResults()).hasSize(2);
    }

    @Test
    void aRepetitionOfARejectionIsRejectedAgain() {
        PostingRequest<Posting> deduct = request("1", Posting.deduct(1));
        rejected(deduct);
        posted(request("2", Posting.earn(5)));

        assertThat(rejected(deduct).replayed()).isTrue();
    }

    @Test
    void anotherRequestUnderAUsedIdIsRejected() {
        posted(request("1", Posting.earn(10)));

        assertThat(rejected(request("1", Posting.earn(11))).reason()).isEqualTo(LedgerReason.REQUEST_ID_REUSED);
        assertThat(account.newResults()).hasSize(1);
    }

    @Test
    void aTransactionOfTheSameBatchCanBeReversedOnce() {
        posted(request("1", Posting.earn(10)));

        assertThat(posted(request("2", Posting.reverse(1))).account().balance()).isEqualTo(Balance.ZERO);
        assertThat(rejected(request("3", Posting.reverse(1))).reason()).isEqualTo(LedgerReason.ALREADY_REVERSED);
        assertThat(rejected(request("4", Posting.reverse(9))).reason()).isEqualTo(LedgerReason.TRANSACTION_NOT_FOUND);
    }

    @Test
    void withRejectionsOnlyNoAccountIsWritten() {
        rejected(request("1", Posting.deduct(1)));

        assertThat(account.changed()).isEmpty();
        assertThat(account.newResults()).hasSize(1);
    }

    @Test
    void aResultWithoutAnAccountMeansAConcurrentInsert() {
        PostingRequest<Posting> add = request("1", Posting.earn(10));
        posted(add);
        BatchAccount readBefore = newAccount();
        readBefore.wasRead("staff:1", account.newResults().get(0));

        assertThatExceptionOfType(RetryableConflicts.ConcurrentInsert.class)
                .isThrownBy(() -> readBefore.answer(add, Instant.EPOCH));
    }

    @Test
    void aCandidateWithoutAnAccountMeansAConcurrentInsert() {
        Transaction transaction = posted(request("1", Posting.earn(10))).transaction();

        assertThatExceptionOfType(RetryableConflicts.ConcurrentInsert.class)
                .isThrownBy(() -> newAccount().wasRead(new ReversalCandidate(transaction, false, false)));
    }

    private PostingResult.Posted posted(PostingRequest<Posting> request) {
        PostingResult result = account.answer(request, Instant.EPOCH);
        assertThat(result).isInstanceOf(PostingResult.Posted.class);
        return (PostingResult.Posted) result;
    }

    private PostingResult.Rejected rejected(PostingRequest<Posting> request) {
        PostingResult result = account.answer(request, Instant.EPOCH);
        assertThat(result).isInstanceOf(PostingResult.Rejected.class);
        return (PostingResult.Rejected) result;
    }

    private static BatchAccount newAccount() {
        return new BatchAccount("cus_1", new FeatureStates(List.of(), List.of()));
    }

    private static PostingRequest<Posting> request(String key, Posting posting) {
        return new PostingRequest<>("cus_1", RequestId.ofStaff(key), posting, new Cause("user_1", "Test", null));
    }
}
