package io.dust.platform;

import java.io.IOException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.quarkus.arc.InactiveBeanException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;

/**
 * Ends the process with an exit status; when it could not start, with one line that says why. The
 * failures of a start are recognized by internal types of Quarkus.
 */
public final class Exit {

    /** The native executable is built without Flyway, so its classes are recognized by name. */
    private static final String FLYWAY = "org.flywaydb.";

    private Exit() {
    }

    public static void with(int code, @Nullable Throwable failure) {
        if (failure != null) {
            explain(failure);
        }
        System.exit(code);
    }

    private static void explain(Throwable failure) {
        Throwable cause = ExceptionUtil.getRootCause(failure);
        if (cause instanceof InactiveBeanException && String.valueOf(cause.getMessage()).contains("'<default>'")) {
            System.err.println(
                    "DUST_DATABASE_URL is missing; it must be the URL of a PostgreSQL, such as postgresql://localhost:5432/dust");
        } else if (cause instanceof QuarkusBindException bind) {
            System.err.println("Port " + bind.getPort() + " is used by another process; set PORT to a free one");
        } else if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
            System.err.println(oneLine(cause));
        } else if (cause instanceof SQLException || cause instanceof IOException
                || cause.getClass().getName().startsWith(FLYWAY)) {
            System.err.println("Dust stops: " + cause.getMessage());
        } else {
            failure.printStackTrace(System.err);
        }
    }

    private static String oneLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").replaceAll("\\b[a-z.]+\\.\\w+Exception: ", "");
    }
}
