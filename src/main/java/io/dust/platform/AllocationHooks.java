package io.dust.platform;

import java.util.function.Predicate;
import java.util.stream.Stream;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Optimization, see ADR 31: leaves out, in the native executable, what GraalVM 25 does after the
 * allocation of an array by {@code -Os}. It computes the sizes of the heap again, from options that
 * it searches for in maps. The sizes follow from the memory of the machine, which is known before
 * the first allocation, and from options, whose changes it computes them for anyway.
 */
@TargetClass(className = AllocationHooks.IfPresent.CLASS, onlyWith = AllocationHooks.IfPresent.class)
final class AllocationHooks {

    /** Another release of GraalVM may not have the method. */
    static final class IfPresent implements Predicate<String> {

        static final String CLASS = "com.oracle.svm.core.genscavenge.ThreadLocalAllocation";
        static final String METHOD = "runSlowPathHooks";

        @Override
        public boolean test(String className) {
            try {
                Class<?> found = Class.forName(className, false, Thread.currentThread().getContextClassLoader());
                return Stream.of(found.getDeclaredMethods()).anyMatch(method -> method.getName().equals(METHOD));
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @Substitute
    @SuppressWarnings("unused") // GraalVM calls it.
    private static void runSlowPathHooks() {
        // Nothing.
    }
}
