package io.dust.earn;

import static io.dust.ledger.Reason.Category.NOT_FOUND;
import static io.dust.ledger.Reason.Category.UNPROCESSABLE;

import io.dust.ledger.Reason;

/** Reasons that lie in rules and in what an order would earn. */
final class EarnReason {

    static final Reason EARNS_TOO_MUCH = new Reason("earns-too-much", "Too many dust points", UNPROCESSABLE);
    static final Reason RULE_NOT_FOUND = new Reason("rule-not-found", "Rule not found", NOT_FOUND);

    private EarnReason() {
    }
}
