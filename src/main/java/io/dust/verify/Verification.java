package io.dust.verify;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The results of the checks; {@code ok} when no rule is broken. */
record Verification(boolean ok, List<Result> checks) {

    static Verification of(List<Result> checks) {
        return new Verification(checks.stream().allMatch(check -> check.violations == 0), checks);
    }

    /**
     * One check.
     *
     * @param example the first customer, by id, whose rows break the rule
     */
    record Result(int rule, String name, long violations, @Nullable String example) {
    }
}
