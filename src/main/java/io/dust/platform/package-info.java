/**
 * Everything that depends on internals of Quarkus, Vert.x, GraalVM or the JVM, and not on their
 * documented interfaces. {@code UpgradeTest} names each dependency and fails when an upgrade breaks
 * it.
 */
@NullMarked
package io.dust.platform;

import org.jspecify.annotations.NullMarked;
