/**
 * The plumbing between Dust and PostgreSQL: connections and their limits, statements as values,
 * errors that pass, periodic sweeps, and the queries that check the rules. Nothing here knows
 * points.
 */
@NullMarked
package io.dust.database;

import org.jspecify.annotations.NullMarked;
