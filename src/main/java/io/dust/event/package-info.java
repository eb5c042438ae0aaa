/** The edge for events: who may send them, what they say of an order, and which of them were refused. */
@NullMarked
package io.dust.event;

import org.jspecify.annotations.NullMarked;
