package io.dust.schema;

import io.dust.platform.GracefulStop;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** {@code dust serve}: serves until a signal stops it, or until the schema proves to be unusable. */
public class Serve implements QuarkusApplication {

    private final SchemaCheck check;
    private final GracefulStop stop;

    Serve(SchemaCheck check, GracefulStop stop) {
        this.check = check;
        this.stop = stop;
    }

    @Override
    public int run(String... arguments) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            stop.prepare();
        }
        check.exitOnFault();
        Quarkus.waitForExit();
        return 0;
    }
}
