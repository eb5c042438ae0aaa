package io.dust.account;

/**
 * The accounts to read.
 *
 * @param prefix the beginning of the customer's id; empty for any
 * @param after the last customer id of the previous page; empty for the first page
 * @param limit the most accounts to return
 */
public record AccountSearch(String prefix, String after, long minPoints, long maxPoints, int limit) {
}
