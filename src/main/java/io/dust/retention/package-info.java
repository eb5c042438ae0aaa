/** How long rows are kept that are not part of the history, and the purge of older ones. */
@NullMarked
package io.dust.retention;

import org.jspecify.annotations.NullMarked;
