package io.dust.verify;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The results of the checks; {@code ok} when no rule is broken. */
record Verification(boolean ok, List<Result> checks) {

    /** @param groups the results of each group, in the same order */
    static Verification of(List<List<Result>> groups) {
        List<Result> checks = groups.stream().reduce(Verification::add).orElseThrow();
        return new Verification(checks.stream().allMatch(check -> check.violations == 0), checks);
    }

    private static List<Result> add(List<Result> some, List<Result> others) {
        return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).and(others.get(i))).toList();
    }

    /**
     * One check.
     *
     * @param example the first customer, by id, whose rows break the rule
     */
    record Result(int rule, String name, long violations, @Nullable String example) {

        Result and(Result other) {
            return new Result(rule, name, violations + other.violations,
                    Stream.of(Optional.ofNullable(example), Optional.ofNullable(other.example)).flatMap(Optional::stream)
                            .min(Comparator.naturalOrder()).orElse(null));
        }
    }
}
