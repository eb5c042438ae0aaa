/** Settings that staff change while Dust runs: one for a currency, each version of which is kept. */
@NullMarked
package io.dust.setting;

import org.jspecify.annotations.NullMarked;
