/** The values in requests that features share: amounts, instants, ids of the shop and references. */
@NullMarked
package io.dust.http.input;

import org.jspecify.annotations.NullMarked;
