/**
 * A customer's account: its balance, the transactions that led to it, and the Panache repositories
 * that read both.
 *
 * <p>
 * {@link io.dust.account.Account} and {@link io.dust.account.Transaction} are values. {@link
 * io.dust.account.DustPoint} and {@link io.dust.account.DustTransaction} are the entities of their
 * tables: Hibernate reads them and never writes them. Package {@code ledger} decides how an account
 * changes, package {@code batch} writes the change.
 */
@NullMarked
package io.dust.account;

import org.jspecify.annotations.NullMarked;
