package io.dust;

import java.util.Map;

import io.dust.schema.Migrate;
import io.dust.schema.Serve;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code dust serve}, which is the default, and {@code dust migrate}. */
@QuarkusMain
public final class Main {

    private static final int WRONG_USAGE = 2;

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
            Migrate.SETTINGS.forEach(System::setProperty);
            Quarkus.run(Migrate.class, Exit::with);
        } else {
            System.err.println("Dust knows two commands: serve, which is the default, and migrate; this was: "
                    + String.join(" ", arguments));
            System.exit(WRONG_USAGE);
        }
    }
}
