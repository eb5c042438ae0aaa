package io.dust.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class PostingTest {

    private static final Balance HUNDRED = new Balance(100, 0, 0, 0);
    private static final Balance IN_DEBT = new Balance(0, 7, 3, 40);

    @Test
    void earningAddsPoints() {
        assertThat(decide(new Posting.Earn(5), HUNDRED))
                .isEqualTo(new Decision.Accept(Kind.EARN, new Balance(105, 0, 0, 0), null, 5, 0, null, null));
    }

    @Test
    void earningRepaysDebtFirst() {
        assertThat(after(decide(new Posting.Earn(30), IN_DEBT))).isEqualTo(new Balance(0, 7, 3, 10));
        assertThat(after(decide(new Posting.Earn(40), IN_DEBT))).isEqualTo(new Balance(0, 7, 3, 0));
        assertThat(after(decide(new Posting.Earn(41), IN_DEBT))).isEqualTo(new Balance(1, 7, 3, 0));
    }

    @Test
    void deductingTakesAllOrNothing() {
        assertThat(decide(new Posting.Deduct(100), HUNDRED))
                .isEqualTo(new Decision.Accept(Kind.DEDUCT, Balance.ZERO, null, 0, 100, null, null));
        assertThat(decide(new Posting.Deduct(101), HUNDRED)).isEqualTo(
                new Decision.Refuse(Reason.INSUFFICIENT_POINTS, "101 points are needed, and 100 are there."));
    }

    @Test
    void heldAndPendingPointsAreNotSpent() {
        assertThat(decide(new Posting.Deduct(1), new Balance(0, 50, 50, 0))).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void adjustingIsNeitherEarningNorSpending() {
        assertThat(decide(new Posting.Adjust(-100), HUNDRED))
                .isEqualTo(new Decision.Accept(Kind.ADJUST, Balance.ZERO, null, 0, 0, null, null));
        assertThat(decide(new Posting.Adjust(-101), HUNDRED)).isInstanceOf(Decision.Refuse.class);
        assertThat(after(decide(new Posting.Adjust(50), IN_DEBT))).isEqualTo(new Balance(10, 7, 3, 0));
    }

    @Test
    void reversingAnEarningThatRepaidDebtBringsTheDebtBack() {
        Balance before = IN_DEBT;
        Balance earned = after(decide(new Posting.Earn(50), before));

        Decision decision = new Posting.Reverse(1).decide(earned, Optional.of(target(Kind.EARN, before, earned, false)));

        assertThat(decision).isEqualTo(new Decision.Accept(Kind.REVERSAL, before, 1L, -50, 0, null, null));
    }

    @Test
    void reversingNeverMakesOtherDebt() {
        Balance earned = new Balance(100, 0, 0, 0);

        Decision decision = new Posting.Reverse(1)
                .decide(new Balance(99, 0, 0, 0), Optional.of(target(Kind.EARN, Balance.ZERO, earned, false)));

        assertThat(decision).isEqualTo(
                new Decision.Refuse(Reason.INSUFFICIENT_POINTS, "100 points are needed, and 99 are there."));
    }

    @Test
    void reversingADeductionRepaysDebtFirst() {
        Target deduction = target(Kind.DEDUCT, HUNDRED, new Balance(50, 0, 0, 0), false);

        Decision decision = new Posting.Reverse(1).decide(new Balance(0, 0, 0, 20), Optional.of(deduction));

        assertThat(decision).isEqualTo(new Decision.Accept(Kind.REVERSAL, new Balance(30, 0, 0, 0), 1L, 0, -50, null, null));
    }

    @Test
    void reversingIsDoneOnceAndNotUndone() {
        assertThat(new Posting.Reverse(1).decide(HUNDRED, Optional.of(target(Kind.EARN, Balance.ZERO, HUNDRED, true))))
                .isEqualTo(new Decision.Refuse(Reason.ALREADY_REVERSED, "Transaction 1 has been reversed before."));
        assertThat(new Posting.Reverse(1).decide(HUNDRED, Optional.of(target(Kind.REVERSAL, Balance.ZERO, HUNDRED, false))))
                .isEqualTo(new Decision.Refuse(Reason.NOT_REVERSIBLE,
                        "Transaction 1 is a reversal itself; make an adjustment instead."));
        assertThat(new Posting.Reverse(9).decide(HUNDRED, Optional.empty()))
                .isEqualTo(new Decision.Refuse(Reason.TRANSACTION_NOT_FOUND, "The customer has no transaction 9."));
    }

    @Test
    void whatIsPendingIsReleasedOrDropped() {
        assertThat(after(decide(new Posting.EarnPending(10), HUNDRED))).isEqualTo(new Balance(100, 0, 10, 0));
        assertThat(decide(new Posting.EarnRelease(3), IN_DEBT))
                .isEqualTo(new Decision.Accept(Kind.EARN_RELEASE, new Balance(0, 7, 0, 37), null, 3, 0, null, null));
        assertThat(after(decide(new Posting.EarnCancel(2), IN_DEBT))).isEqualTo(new Balance(0, 7, 1, 40));
    }

    @Test
    void whatIsClawedBackAndNotThereIsOwed() {
        assertThat(decide(new Posting.ClawBack(130), HUNDRED))
                .isEqualTo(new Decision.Accept(Kind.CLAWBACK, new Balance(0, 0, 0, 30), null, -130, 0, null, null));
    }

    @Test
    void aClawBackIsReversedAndPendingPointsAreNot() {
        Balance clawedBack = after(decide(new Posting.ClawBack(130), HUNDRED));

        assertThat(new Posting.Reverse(1).decide(clawedBack,
                Optional.of(target(Kind.CLAWBACK, HUNDRED, clawedBack, false))))
                .isEqualTo(new Decision.Accept(Kind.REVERSAL, HUNDRED, 1L, 130, 0, null, null));
        for (Kind kind : List.of(Kind.EARN_PENDING, Kind.EARN_CANCEL)) {
            assertThat(new Posting.Reverse(1).decide(HUNDRED, Optional.of(target(kind, Balance.ZERO, HUNDRED, false))))
                    .isEqualTo(new Decision.Refuse(Reason.NOT_REVERSIBLE,
                            "Transaction 1 changed what is pending only; that follows the order."));
        }
    }

    @Test
    void anEarningThatWasClawedBackIsNotReversed() {
        Target earning = target(Kind.EARN, Balance.ZERO, HUNDRED, false);

        assertThat(new Posting.Reverse(1).decide(HUNDRED, Optional.of(new Target(earning.transaction(), false, true))))
                .isInstanceOfSatisfying(Decision.Refuse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_REVERSIBLE));
    }

    @Test
    void theLimitIsForPointsHeldAndPendingTogether() {
        Balance full = new Balance(1, 2, 3, 0);
        DustPoint account = DustPoint.opening("cus_1", Instant.EPOCH);

        assertThat(Decision.withinLimits(decide(new Posting.Earn(Balance.LIMIT - 6), full), account))
                .isInstanceOf(Decision.Accept.class);
        assertThat(Decision.withinLimits(decide(new Posting.Earn(Balance.LIMIT - 5), full), account))
                .isInstanceOfSatisfying(Decision.Refuse.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BALANCE_LIMIT));
    }

    @Test
    void amountsOutOfRangeAreNoPostings() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting.Earn(0))
                .withMessage("points must be 1 to 9007199254740991, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting.Deduct(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting.Earn(Balance.LIMIT + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting.Adjust(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting.Reverse(0));
    }

    @Test
    void aBalanceIsNeverNegativeAndNeverBothOwesAndOwns() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(-1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(0, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(1, 0, 0, 1));
    }

    private static Decision decide(Posting posting, Balance balance) {
        return posting.decide(balance, Optional.empty());
    }

    private static Balance after(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accept.class);
        return ((Decision.Accept) decision).after();
    }

    private static Target target(Kind kind, Balance before, Balance after, boolean reversed) {
        return new Target(
                new DustTransaction("id.1", 1, kind, Change.between(before, after), after, null, "Test", null, "user_1",
                        "key-1", Instant.EPOCH, Instant.EPOCH, null),
                reversed, false);
    }
}
