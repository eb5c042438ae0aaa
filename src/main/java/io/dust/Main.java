package io.dust;

import java.util.Map;

import io.dust.schema.Serve;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code dust serve}, which is the default; and {@code dust migrate}, which only the jar can do. */
@QuarkusMain
public final class Main {

    private static final int WRONG_USAGE = 2;

    /** By its name: the native executable is built without it. */
    private static final String MIGRATE = "io.dust.schema.Migrate";

    /** Wakes what serving does without, and opens no port. */
    private static final Map<String, String> MIGRATION = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.datasource.migration.active", "true",
            "quarkus.flyway.migration.active", "true");

    /** What libraries would go looking for at every start: the host's name in DNS, although no log line has it. */
    private static final Map<String, String> FOUND_ALREADY = Map.of(
            "jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl",
            "jboss.host.name", "localhost");

    Main() {
    }

    public static void main(String... arguments) {
        FOUND_ALREADY.forEach(System::setProperty);
        String command = arguments.length == 0 ? "serve" : arguments[0];
        if (arguments.length <= 1 && command.equals("serve")) {
            Quarkus.run(Serve.class, Exit::with);
        } else if (arguments.length == 1 && command.equals("migrate")) {
            migrate();
        } else {
            refuse("Dust knows two commands: serve, which is the default, and migrate; this was: "
                    + String.join(" ", arguments));
        }
    }

    private static void migrate() {
        try {
            Class<? extends QuarkusApplication> migrate = Class.forName(MIGRATE).asSubclass(QuarkusApplication.class);
            MIGRATION.forEach(System::setProperty);
            Quarkus.run(migrate, Exit::with);
        } catch (ClassNotFoundException e) {
            refuse("The native executable only serves; the jar migrates: java -jar quarkus-run.jar migrate");
        }
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(WRONG_USAGE);
    }
}
