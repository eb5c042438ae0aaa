/** The intake of events: authentication, CloudEvents, and the list of events that were refused. */
@NullMarked
package io.dust.event;

import org.jspecify.annotations.NullMarked;
