/** The schema of the database: {@code migrate} updates it, {@code serve} checks it. */
@NullMarked
package io.dust.schema;

import org.jspecify.annotations.NullMarked;
