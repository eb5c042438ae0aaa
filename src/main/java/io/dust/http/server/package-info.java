/** The HTTP server: its limits, and the answers to requests that reach no resource. */
@NullMarked
package io.dust.http.server;

import org.jspecify.annotations.NullMarked;
