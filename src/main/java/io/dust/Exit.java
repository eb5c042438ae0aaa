package io.dust;

import java.io.IOException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.quarkus.arc.InactiveBeanException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;

/** The last word of the process: when it could not start, one line that says why. */
final class Exit {

    /** By its name: the native executable is built without it. */
    private static final String FLYWAY = "org.flywaydb.";

    private Exit() {
    }

    static void with(int code, @Nullable Throwable failure) {
        if (failure != null) {
            explain(failure);
        }
        System.exit(code);
    }

    private static void explain(Throwable failure) {
        Throwable cause = ExceptionUtil.getRootCause(failure);
        if (cause instanceof InactiveBeanException && String.valueOf(cause.getMessage()).contains("'<default>'")) {
            System.err.println(
                    "DUST_DATABASE_URL is missing; it must name a PostgreSQL, such as postgresql://localhost:5432/dust");
        } else if (cause instanceof QuarkusBindException bind) {
            System.err.println("Port " + bind.getPort() + " is used by another process; set PORT to a free one");
        } else if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
            System.err.println(oneLine(cause));
        } else if (cause instanceof SQLException || cause instanceof IOException
                || cause.getClass().getName().startsWith(FLYWAY)) {
            System.err.println("Dust cannot go on: " + cause.getMessage());
        } else {
            failure.printStackTrace(System.err);
        }
    }

    private static String oneLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").replaceAll("\\b[a-z.]+\\.\\w+Exception: ", "");
    }
}
