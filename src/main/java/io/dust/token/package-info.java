/** Whose tokens open Dust, and who their bearers are. */
@NullMarked
package io.dust.token;

import org.jspecify.annotations.NullMarked;
