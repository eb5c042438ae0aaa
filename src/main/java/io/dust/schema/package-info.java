/** The database's schema: {@code migrate} brings it up to date, {@code serve} checks that it is. */
@NullMarked
package io.dust.schema;

import org.jspecify.annotations.NullMarked;
