package io.dust;

import io.dust.schema.Migrate;
import io.dust.schema.Serve;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code dust serve}, which is the default, and {@code dust migrate}. */
@QuarkusMain
public final class Main {

    private static final int WRONG_USAGE = 2;

    Main() {
    }

    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "serve" : arguments[0];
        if (arguments.length <= 1 && command.equals("serve")) {
            Quarkus.run(Serve.class, Exit::with);
        } else if (arguments.length == 1 && command.equals("migrate")) {
            Migrate.SETTINGS.forEach(System::setProperty);
            Quarkus.run(Migrate.class, Exit::with);
        } else {
            System.err.println("Dust knows two commands: serve, which is the default, and migrate; this was: "
                    + String.join(" ", arguments));
            System.exit(WRONG_USAGE);
        }
    }
}
