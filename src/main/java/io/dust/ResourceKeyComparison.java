package io.dust;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Replaces, in the native executable, the comparison of the keys by which GraalVM finds resources. It is a record's, which
 * GraalVM 25 interprets, at 20 microseconds each; a start makes hundreds, and they were half of all that it allocated.
 */
@TargetClass(className = "com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey", onlyWith = ResourceKeyComparison.IfThere.class)
final class ResourceKeyComparison {

    @Alias
    private @Nullable Module module;
    @Alias
    private @Nullable String resource;

    /** It is GraalVM's own class, which another release may not have. */
    static final class IfThere implements Predicate<String> {

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
