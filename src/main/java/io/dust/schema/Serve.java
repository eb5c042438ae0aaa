package io.dust.schema;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** {@code dust serve}: serves until it is told to stop, or until it turns out that the schema is too old. */
public class Serve implements QuarkusApplication {

    private final SchemaCheck check;

    Serve(SchemaCheck check) {
        this.check = check;
    }

    @Override
    public int run(String... arguments) {
        check.stopUnlessRight();
        Quarkus.waitForExit();
        return 0;
    }
}
