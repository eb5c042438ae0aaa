package io.dust.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Secrets in files, as Kubernetes and Docker mount them: {@code DUST_DATABASE_PASSWORD_FILE} is the
 * path of a file that has {@code DUST_DATABASE_PASSWORD}. They must be read before Quarkus starts.
 */
public final class SecretFiles {

    /** The settings that a file may have. */
    public static final List<String> SETTINGS = List.of("dust.database.password", "dust.event.secrets", "dust.medusa.api-key",
            "dust.medusa.jwt-secret");

    private static final int MAX_BYTES = 64 * 1024;

    private SecretFiles() {
    }

    /**
     * Reads the files into system properties.
     *
     * @throws ConfigurationException when a file cannot be read, or a secret is set twice
     */
    public static void read() {
        SETTINGS.forEach(SecretFiles::read);
    }

    private static void read(String setting) {
        String file = value(setting + "-file");
        if (file == null) {
            return;
        }
        String variable = variable(setting);
        if (value(setting) != null) {
            throw new ConfigurationException(variable + " and " + variable + "_FILE are both set; keep one of them");
        }
        System.setProperty(setting, literally(content(variable + "_FILE", file)));
    }

    /** Without the end of the last line, which editors add. */
    private static String content(String variable, String file) {
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            String secret = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            if (secret.isBlank() || bytes.length > MAX_BYTES) {
                throw new ConfigurationException(
                        variable + " is " + file + "; the file must have 1 to " + MAX_BYTES + " bytes, the secret");
            }
            return secret;
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    variable + " is " + file + "; it must be a file that Dust can read. Reading it failed: " + e);
        }
    }

    /** The configuration replaces {@code ${…}} by another setting, but not after a backslash. */
    private static String literally(String secret) {
        return secret.replace("$", "\\$");
    }

    /** The value of a property, or of its variable; null when it is not set, or empty. */
    private static @Nullable String value(String setting) {
        String property = System.getProperty(setting);
        String value = property == null ? System.getenv(variable(setting)) : property;
        return value == null || value.isEmpty() ? null : value;
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
