/**
 * What dev mode and tests have and production has not: a PostgreSQL of their own, and a key for
 * tokens.
 */
@NullMarked
package io.dust.dev;

import org.jspecify.annotations.NullMarked;
