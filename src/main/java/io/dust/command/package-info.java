/**
 * The commands of the jar, for operators: they use JDBC, and the native executable is built without
 * them.
 */
@NullMarked
package io.dust.command;

import org.jspecify.annotations.NullMarked;
