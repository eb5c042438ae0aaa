/** The database's schema: {@code dust migrate} brings it up to date, {@code dust serve} checks that it is. */
@NullMarked
package io.dust.schema;

import org.jspecify.annotations.NullMarked;
