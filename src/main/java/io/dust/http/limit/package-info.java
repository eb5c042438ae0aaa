/** How much one caller, or one address without a valid token, may ask of an instance. */
@NullMarked
package io.dust.http.limit;

import org.jspecify.annotations.NullMarked;
