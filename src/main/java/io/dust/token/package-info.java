/** The issuers whose tokens Dust accepts, and the subjects of the tokens. */
@NullMarked
package io.dust.token;

import org.jspecify.annotations.NullMarked;
