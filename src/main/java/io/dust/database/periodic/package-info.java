/** Work that every instance does from time to time for each group: sweeps and purges. */
@NullMarked
package io.dust.database.periodic;

import org.jspecify.annotations.NullMarked;
