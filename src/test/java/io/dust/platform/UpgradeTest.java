package io.dust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.spi.JsonProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.arc.InactiveBeanException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.NoStackTraceThrowable;

/** Names every internal that Dust depends on, so that an upgrade that breaks one fails here. */
class UpgradeTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** {@link EventLoops}: {@code VertxInternal.createEventLoopContext}. */
    @Test
    void everyContextHasAnEventLoopOfItsOwn() {
        Context first = EventLoops.next(vertx);
        Context second = EventLoops.next(vertx);

        assertThat(first).isNotSameAs(second);
        assertThat(first.isEventLoopContext()).isTrue();
        assertThat(second.isEventLoopContext()).isTrue();
    }

    /** {@link PoolTimeout}: the SQL client fails with a throwable without a public type. */
    @Test
    void theTimeoutOfAPoolIsRecognized() {
        assertThat(PoolTimeout.is(new NoStackTraceThrowable("Timeout"))).isTrue();
        assertThat(PoolTimeout.is(Future.failedFuture("Timeout").cause())).isTrue();
        assertThat(PoolTimeout.is(new NoStackTraceThrowable("Closed"))).isFalse();
        assertThat(PoolTimeout.is(new IllegalStateException("Timeout"))).isFalse();
    }

    /**
     * {@link ResourceKeyComparison}: a class of GraalVM, which only the native build loads and
     * substitutes.
     */
    @Test
    void theKeyOfAResourceHasItsName() {
        assertThat(ResourceKeyComparison.IfPresent.CLASS)
                .isEqualTo("com.oracle.svm.core.jdk.Resources$ModuleInstanceResourceKey");
        assertThat(new ResourceKeyComparison.IfPresent().test("com.oracle.svm.Missing")).isFalse();
        assertThat(new ResourceKeyComparison.IfPresent().test(UpgradeTest.class.getName())).isTrue();
    }

    /** {@link AllocationHooks}: a method of GraalVM, which only the native build has. */
    @Test
    void theHookOfAllocationsHasItsName() {
        assertThat(AllocationHooks.IfPresent.CLASS).isEqualTo("com.oracle.svm.core.genscavenge.ThreadLocalAllocation");
        assertThat(AllocationHooks.IfPresent.METHOD).isEqualTo("runSlowPathHooks");
        assertThat(new AllocationHooks.IfPresent().test("com.oracle.svm.Missing")).isFalse();
        assertThat(new AllocationHooks.IfPresent().test(UpgradeTest.class.getName())).isFalse();
        assertThat(new AllocationHooks.IfPresent().test(AllocationHooks.class.getName())).isTrue();
    }

    /** {@link StartupProperties}: the implementation of Jakarta JSON Processing. */
    @Test
    void theProviderOfJsonExists() throws ClassNotFoundException {
        StartupProperties.set();

        String provider = System.getProperty("jakarta.json.provider");
        assertThat(provider).isEqualTo("org.eclipse.parsson.JsonProviderImpl");
        assertThat(Class.forName(provider)).isAssignableTo(JsonProvider.class);
        assertThat(System.getProperty("jboss.host.name")).isEqualTo("localhost");
    }

    /** {@link Exit}: the exceptions by which Quarkus and SmallRye Config report a failed start. */
    @Test
    void theFailuresOfAStartHaveTheirTypes() throws NoSuchMethodException {
        assertThat(InactiveBeanException.class).isAssignableTo(RuntimeException.class);
        assertThat(ConfigurationException.class).isAssignableTo(RuntimeException.class);
        assertThat(ConfigValidationException.class).isAssignableTo(RuntimeException.class);
        assertThat(QuarkusBindException.class.getMethod("getPort").getReturnType()).isEqualTo(int.class);
        ConfigurationException cause = new ConfigurationException("wrong");
        assertThat(ExceptionUtil.getRootCause(new IllegalStateException(cause))).isSameAs(cause);
    }
}
