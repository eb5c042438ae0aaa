/**
 * Changes points, and reads balances, in batches. This is the only package that reads and writes
 * accounts by SQL; every other read goes through the Panache repositories.
 *
 * <p>
 * {@link io.dust.batch.Postings} is the one door to points: requests queue ({@link
 * io.dust.batch.Batcher}, {@link io.dust.batch.BatchQueue}), and all that queued while a batch was
 * under way is the next batch. A {@link io.dust.batch.PostingBatch} is one database transaction of
 * two round trips: one locks the accounts and reads, then each request is decided in Java, and one
 * writes and commits. {@link io.dust.batch.Balances} reads the balances that are asked for at the
 * same time with one statement.
 *
 * <p>
 * Why SQL: one transaction a request, by Hibernate or by statements one after the other, makes
 * 1,600 changes of one customer a second at 64 connections on two cores; a batch makes ten times as
 * many, and of many customers 1.1 times as many as {@code pgbench} with one transaction a change
 * ({@code docs/speed.md}). A session of Hibernate for one row was a ninth of the processor time of
 * a balance read (ADR 9).
 */
@NullMarked
package io.dust.batch;

import org.jspecify.annotations.NullMarked;
