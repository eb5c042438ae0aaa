package io.dust.database;

import java.util.List;

/**
 * A rule that always holds, as a query for the customers whose rows break it.
 *
 * @param rule the number of the rule in {@code docs/invariants.md}
 * @param name in snake_case
 * @param violations a statement without parameters that returns a row with a {@code customer_id}
 *        for each violation
 */
public record RuleCheck(int rule, String name, String violations) {

    /** A bean that brings the checks of its package. */
    public interface Source {
        List<RuleCheck> checks();
    }
}
