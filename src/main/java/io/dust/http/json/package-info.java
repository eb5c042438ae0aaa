/** JSON bodies are read strictly: what a member means must be certain. */
@NullMarked
package io.dust.http.json;

import org.jspecify.annotations.NullMarked;
