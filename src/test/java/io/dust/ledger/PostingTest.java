package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.account.BalanceDelta;
import io.dust.account.Cause;
import io.dust.account.Kind;
import io.dust.account.Provenance;
import io.dust.account.RequestId;
import io.dust.account.Transaction;

class PostingTest {

    private static final Balance HUNDRED = new Balance(100, 0, 0, 0);
    private static final Balance IN_DEBT = new Balance(0, 7, 3, 40);

    /**
     * The lifetime totals of the account before each posting, so that a posting can be reversed.
     */
    private static final long LIFETIME = 1000;

    @Test
    void earningAddsPoints() {
        assertPosted(apply(Posting.earn(5), HUNDRED), Kind.EARN, new Balance(105, 0, 0, 0), null, 5, 0);
    }

    @Test
    void earningRepaysDebtFirst() {
        assertThat(after(apply(Posting.earn(30), IN_DEBT))).isEqualTo(new Balance(0, 7, 3, 10));
        assertThat(after(apply(Posting.earn(40), IN_DEBT))).isEqualTo(new Balance(0, 7, 3, 0));
        assertThat(after(apply(Posting.earn(41), IN_DEBT))).isEqualTo(new Balance(1, 7, 3, 0));
    }

    @Test
    void deductingTakesAllOrNothing() {
        assertPosted(apply(Posting.deduct(100), HUNDRED), Kind.DEDUCT, Balance.ZERO, null, 0, 100);
        assertThat(apply(Posting.deduct(101), HUNDRED)).isEqualTo(PostingResult.rejected(LedgerReason.INSUFFICIENT_POINTS,
                "The customer has 100 points; 101 are required."));
    }

    @Test
    void heldAndPendingPointsAreNotSpent() {
        assertThat(apply(Posting.deduct(1), new Balance(0, 50, 50, 0))).isInstanceOf(PostingResult.Rejected.class);
    }

    @Test
    void adjustingIsNeitherEarningNorSpending() {
        assertPosted(apply(Posting.adjust(-100), HUNDRED), Kind.ADJUST, Balance.ZERO, null, 0, 0);
        assertThat(apply(Posting.adjust(-101), HUNDRED)).isInstanceOf(PostingResult.Rejected.class);
        assertThat(after(apply(Posting.adjust(50), IN_DEBT))).isEqualTo(new Balance(10, 7, 3, 0));
    }

    @Test
    void reversingAnEarningThatRepaidDebtRestoresTheDebt() {
        Balance earned = after(apply(Posting.earn(50), IN_DEBT));

        assertPosted(reverse(earned, candidate(Kind.EARN, IN_DEBT, earned, false)), Kind.REVERSAL, IN_DEBT, 1L, -50, 0);
    }

    @Test
    void reversingCreatesNoOtherDebt() {
        PostingResult result = reverse(new Balance(99, 0, 0, 0), candidate(Kind.EARN, Balance.ZERO, HUNDRED, false));

        assertThat(result).isEqualTo(PostingResult.rejected(LedgerReason.INSUFFICIENT_POINTS,
                "The customer has 99 points; 100 are required."));
    }

    @Test
    void reversingADeductionRepaysDebtFirst() {
        PostingResult result = reverse(new Balance(0, 0, 0, 20),
                candidate(Kind.DEDUCT, HUNDRED, new Balance(50, 0, 0, 0), false));

        assertPosted(result, Kind.REVERSAL, new Balance(30, 0, 0, 0), 1L, 0, -50);
    }

    @Test
    void aReversalHappensOnceAndCannotBeReversed() {
        assertThat(reverse(HUNDRED, candidate(Kind.EARN, Balance.ZERO, HUNDRED, true))).isEqualTo(
                PostingResult.rejected(LedgerReason.ALREADY_REVERSED, "Transaction 1 is already reversed."));
        assertThat(reverse(HUNDRED, candidate(Kind.REVERSAL, Balance.ZERO, HUNDRED, false))).isEqualTo(PostingResult
                .rejected(LedgerReason.NOT_REVERSIBLE, "Transaction 1 is a reversal itself; make an adjustment instead."));
        assertThat(apply(Posting.reverse(9), HUNDRED)).isEqualTo(
                PostingResult.rejected(LedgerReason.TRANSACTION_NOT_FOUND, "The customer has no transaction 9."));
    }

    @Test
    void pendingPointsAreReleasedOrCanceled() {
        assertThat(after(apply(Posting.earnPending(10), HUNDRED))).isEqualTo(new Balance(100, 0, 10, 0));
        assertPosted(apply(Posting.earnRelease(3), IN_DEBT), Kind.EARN_RELEASE, new Balance(0, 7, 0, 37), null, 3, 0);
        assertThat(after(apply(Posting.earnCancel(2), IN_DEBT))).isEqualTo(new Balance(0, 7, 1, 40));
    }

    @Test
    void clawedBackPointsThatAreSpentBecomeDebt() {
        assertPosted(apply(Posting.clawBack(130), HUNDRED), Kind.CLAWBACK, new Balance(0, 0, 0, 30), null, -130, 0);
    }

    @Test
    void aClawBackIsReversedAndPendingPointsAreNot() {
        Balance clawedBack = after(apply(Posting.clawBack(130), HUNDRED));

        assertPosted(reverse(clawedBack, candidate(Kind.CLAWBACK, HUNDRED, clawedBack, false)), Kind.REVERSAL, HUNDRED, 1L,
                130, 0);
        for (Kind kind : List.of(Kind.EARN_PENDING, Kind.EARN_CANCEL)) {
            assertThat(reverse(HUNDRED, candidate(kind, Balance.ZERO, HUNDRED, false))).isEqualTo(PostingResult.rejected(
                    LedgerReason.NOT_REVERSIBLE, "Transaction 1 changed pending points only; they follow their cause."));
        }
    }

    @Test
    void anEarningThatWasClawedBackIsNotReversed() {
        ReversalCandidate earning = candidate(Kind.EARN, Balance.ZERO, HUNDRED, false);

        assertThat(reverse(HUNDRED, new ReversalCandidate(earning.transaction(), false, true)))
                .isInstanceOfSatisfying(PostingResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(LedgerReason.NOT_REVERSIBLE));
    }

    @Test
    void theLimitIsForPointsHeldAndPendingTogether() {
        Balance full = new Balance(1, 2, 3, 0);

        assertThat(Posting.earn(Balance.LIMIT - 6).apply(account(full, 0, Optional.empty())))
                .isInstanceOf(PostingResult.Posted.class);
        assertThat(Posting.earn(Balance.LIMIT - 5).apply(account(full, 0, Optional.empty())))
                .isInstanceOfSatisfying(PostingResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(LedgerReason.BALANCE_LIMIT));
    }

    @Test
    void amountsOutOfRangeAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.earn(0))
                .withMessage("points must be 1 to 9007199254740991, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.deduct(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.earn(Balance.LIMIT + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.adjust(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Posting.reverse(0));
    }

    @Test
    void aBalanceIsNotNegativeAndHasNotBothPointsAndDebt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(-1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(1, 0, 0, 1));
    }

    private static void assertPosted(PostingResult result, Kind kind, Balance after, @Nullable Long reverses, long earned,
            long spent) {
        assertThat(result).isInstanceOfSatisfying(PostingResult.Posted.class, posted -> {
            assertThat(posted.transaction().kind()).isEqualTo(kind);
            assertThat(posted.transaction().after()).isEqualTo(after);
            assertThat(posted.transaction().reverses()).isEqualTo(reverses);
            assertThat(posted.account().balance()).isEqualTo(after);
            assertThat(posted.account().lifetimeEarned()).isEqualTo(LIFETIME + earned);
            assertThat(posted.account().lifetimeSpent()).isEqualTo(LIFETIME + spent);
        });
    }

    private static PostingResult apply(Posting posting, Balance balance) {
        return posting.apply(account(balance, LIFETIME, Optional.empty()));
    }

    private static PostingResult reverse(Balance balance, ReversalCandidate candidate) {
        return Posting.reverse(1).apply(account(balance, LIFETIME, Optional.of(candidate)));
    }

    private static LockedAccount account(Balance balance, long lifetime, Optional<ReversalCandidate> candidate) {
        Account account = new Account("cus_1", new UUID(0, 1), balance, lifetime, lifetime,
                balance.held() == 0 ? null : Instant.EPOCH, 1, Instant.EPOCH, Instant.EPOCH);
        PostingRequest<Posting> request = new PostingRequest<>("cus_1", RequestId.ofStaff("key-2"), Posting.earn(1),
                new Cause("user_1", "Test", null));
        return new LockedAccount(account, request.id(), request.cause(), Instant.EPOCH, null, version -> candidate);
    }

    private static Balance after(PostingResult result) {
        assertThat(result).isInstanceOf(PostingResult.Posted.class);
        return ((PostingResult.Posted) result).transaction().after();
    }

    private static ReversalCandidate candidate(Kind kind, Balance before, Balance after, boolean reversed) {
        return new ReversalCandidate(new Transaction("id.1", 1, kind, BalanceDelta.between(before, after), after, null,
                new Cause("user_1", "Test", null), RequestId.ofStaff("key-1"), new Provenance(Instant.EPOCH, null),
                Instant.EPOCH), reversed, false);
    }
}
