package io.dust.earn.rule;

/** What one part of a rule means for an order, in a sentence. */
public record Step(String rule, String detail) {
}
