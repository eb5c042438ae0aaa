package io.dust;

import java.util.Map;
import java.util.stream.Stream;

import io.dust.platform.Exit;
import io.dust.platform.SecretFiles;
import io.dust.platform.StartupProperties;
import io.dust.schema.Serve;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The commands of Dust: {@code serve}, which is the default, and {@code migrate} and {@code groups},
 * which only the jar can do.
 */
@QuarkusMain
public final class Main {

    private static final int WRONG_SETTINGS = 1;
    private static final int WRONG_USAGE = 2;

    /** The native executable is built without these classes, so they are found by name. */
    private static final String MIGRATE = "io.dust.command.Migrate";
    private static final String GROUPS = "io.dust.command.GroupCommand";

    /** Activates the JDBC connection and Flyway, which serving does not need, and opens no port. */
    private static final Map<String, String> OPERATION = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.datasource.migration.active", "true",
            "quarkus.flyway.migration.active", "true");

    private static final String JDBC_PROPERTY = "quarkus.datasource.migration.jdbc.additional-jdbc-properties.";

    Main() {
    }

    public static void main(String... arguments) {
        StartupProperties.set();
        readSecrets();
        String command = arguments.length == 0 ? "serve" : arguments[0];
        String[] others = Stream.of(arguments).skip(1).toArray(String[]::new);
        if (others.length == 0 && command.equals("serve")) {
            Quarkus.run(Serve.class, Exit::with);
        } else if (others.length == 0 && command.equals("migrate")) {
            operate(command, MIGRATE);
        } else if (command.equals("groups")) {
            operate(command, GROUPS, others);
        } else {
            refuse("Unknown command: " + String.join(" ", arguments) + "; use serve (the default), migrate or groups");
        }
    }

    private static void readSecrets() {
        try {
            SecretFiles.read();
        } catch (ConfigurationException e) {
            Exit.with(WRONG_SETTINGS, e);
        }
    }

    private static void operate(String command, String className, String... arguments) {
        try {
            Class<? extends QuarkusApplication> operation = Class.forName(className).asSubclass(QuarkusApplication.class);
            OPERATION.forEach(System::setProperty);
            encryptJdbc();
            Quarkus.run(operation, Exit::with, arguments);
        } catch (ClassNotFoundException e) {
            refuse("The native executable has no command " + command + "; use the jar: java -jar quarkus-run.jar " + command);
        }
    }

    /** JDBC has its own properties for what {@code DUST_DATABASE_CA} says. */
    private static void encryptJdbc() {
        String ca = System.getProperty("dust.database.ca", System.getenv("DUST_DATABASE_CA"));
        if (ca != null && !ca.isBlank()) {
            System.setProperty(JDBC_PROPERTY + "sslmode", "verify-full");
            System.setProperty(JDBC_PROPERTY + "sslrootcert", ca);
        }
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(WRONG_USAGE);
    }
}
