/**
 * The environment of dev mode and tests, which production does not have: a PostgreSQL and secrets.
 */
@NullMarked
package io.dust.dev;

import org.jspecify.annotations.NullMarked;
