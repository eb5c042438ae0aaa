package io.dust.platform;

/**
 * Recognizes the failure of a Vert.x pool whose connections stayed busy for too long: it has no
 * public type.
 */
public final class PoolTimeout {

    private PoolTimeout() {
    }

    public static boolean is(Throwable failure) {
        return failure.getClass().getSimpleName().startsWith("NoStackTrace") && "Timeout".equals(failure.getMessage());
    }
}
