package io.dust;

import java.util.Map;

import io.dust.platform.Exit;
import io.dust.platform.SecretFiles;
import io.dust.platform.StartupProperties;
import io.dust.schema.Serve;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The commands of Dust: {@code serve}, which is the default, and {@code migrate}, which only the
 * jar can do.
 */
@QuarkusMain
public final class Main {

    private static final int WRONG_SETTINGS = 1;
    private static final int WRONG_USAGE = 2;

    /** The native executable is built without this class, so it is found by name. */
    private static final String MIGRATE = "io.dust.command.Migrate";

    /** Activates the JDBC connection and Flyway, which serving does not need, and opens no port. */
    private static final Map<String, String> MIGRATION = Map.of(
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
        if (arguments.length <= 1 && command.equals("serve")) {
            Quarkus.run(Serve.class, Exit::with);
        } else if (arguments.length == 1 && command.equals("migrate")) {
            migrate();
        } else {
            refuse("Unknown command: " + String.join(" ", arguments) + "; use serve (the default) or migrate");
        }
    }

    private static void readSecrets() {
        try {
            SecretFiles.read();
        } catch (ConfigurationException e) {
            Exit.with(WRONG_SETTINGS, e);
        }
    }

    private static void migrate() {
        try {
            Class<? extends QuarkusApplication> migrate = Class.forName(MIGRATE).asSubclass(QuarkusApplication.class);
            MIGRATION.forEach(System::setProperty);
            encryptMigration();
            Quarkus.run(migrate, Exit::with);
        } catch (ClassNotFoundException e) {
            refuse("The native executable cannot migrate; use the jar: java -jar quarkus-run.jar migrate");
        }
    }

    /** JDBC has its own properties for what {@code DUST_DATABASE_CA} says. */
    private static void encryptMigration() {
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
