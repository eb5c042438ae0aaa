/** The proof on demand: every rule, checked in SQL. */
@NullMarked
package io.dust.verify;

import org.jspecify.annotations.NullMarked;
