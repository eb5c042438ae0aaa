package io.dust.verify;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What the checks have found; {@code ok} when nothing. */
record Verification(boolean ok, List<Result> checks) {

    static Verification of(List<Result> checks) {
        return new Verification(checks.stream().allMatch(check -> check.violations == 0), checks);
    }

    /**
     * One check.
     *
     * @param example the first customer, by id, who breaks the rule
     */
    record Result(int rule, String name, long violations, @Nullable String example) {
    }
}
