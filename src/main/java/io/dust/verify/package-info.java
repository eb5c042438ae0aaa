/** Every rule, checked in SQL on demand. */
@NullMarked
package io.dust.verify;

import org.jspecify.annotations.NullMarked;
