package io.dust.ledger;

import java.util.List;

/**
 * One of the rules that always hold, as a query for those who break it.
 *
 * @param rule the number of the rule, as the README has it
 * @param name what is checked, in snake_case
 * @param offenders a statement without parameters that returns a row with a {@code customer_id} for each offence
 */
public record RuleCheck(int rule, String name, String offenders) {

    /** The checks of one package: a bean that brings its own is found by itself. */
    public interface Source {
        List<RuleCheck> checks();
    }
}
