/** The values in requests that features share: ids, amounts, instants, notes and references. */
@NullMarked
package io.dust.http.input;

import org.jspecify.annotations.NullMarked;
