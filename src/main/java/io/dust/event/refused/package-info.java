/** The events that were refused, or of which staff should know. */
@NullMarked
package io.dust.event.refused;

import org.jspecify.annotations.NullMarked;
