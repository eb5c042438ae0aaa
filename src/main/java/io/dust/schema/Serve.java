package io.dust.schema;

import io.dust.http.GracefulStop;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** {@code dust serve}: serves until it is told to stop, or until it turns out that the schema is too old. */
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
        check.stopUnlessRight();
        Quarkus.waitForExit();
        return 0;
    }
}
