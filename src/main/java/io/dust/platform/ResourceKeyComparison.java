package io.dust.platform;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Optimization, see ADR 17: replaces, in the native executable, the comparison of the keys of
 * GraalVM's resources. The key is a record, whose {@code equals} GraalVM 25 interprets in 20
 * microseconds. A start compares hundreds of keys, which was half of all memory that a start
 * allocated.
 */
@TargetClass(className = ResourceKeyComparison.IfPresent.CLASS, onlyWith = ResourceKeyComparison.IfPresent.class)
final class ResourceKeyComparison {

    @Alias
    private @Nullable Module module;
    @Alias
    private @Nullable String resource;

    /** Another release of GraalVM may not have the class. */
    static final class IfPresent implements Predicate<String> {

        static final String CLASS = "com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey";

        @Override
        public boolean test(String className) {
            try {
                Class.forName(className, false, Thread.currentThread().getContextClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @Alias
    @Override
    public native int hashCode();

    @Substitute
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceKeyComparison that && Objects.equals(module, that.module)
                && Objects.equals(resource, that.resource);
    }
}
