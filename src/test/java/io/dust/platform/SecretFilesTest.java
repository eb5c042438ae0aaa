package io.dust.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class SecretFilesTest {

    private static final String PASSWORD = "dust.database.password";
    private static final String SECRETS = "dust.event.secrets";

    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();

    @AfterEach
    void restoreProperties() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "a${b}\\c$d", "${a}", "$${a}", "$$", "$", "\\$", "\\\\${a:b}", "\\", "c:\\d\\", "a,b", " a ",
            "ä{}",
            "${dust.database.user}" })
    void everyCharacterArrives(String secret) throws IOException {
        SmallRyeConfig config = read(PASSWORD, secret + "\n");

        assertThat(config.getValue(PASSWORD, String.class)).isEqualTo(secret);
        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo(secret);
        assertThat(config.getValue("quarkus.datasource.migration.password", String.class)).isEqualTo(secret);
    }

    @Test
    void secretsOfEventsAreSeparatedByCommas() throws IOException {
        SmallRyeConfig config = read(SECRETS, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,whsec_a+/=\r\n");

        assertThat(config.getValues(SECRETS, String.class)).containsExactly("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_a+/=");
    }

    /** The configuration after the start with a file, with the settings of Quarkus that refer to it. */
    private SmallRyeConfig read(String setting, String content) throws IOException {
        set(setting, null);
        set(setting + "-file", Files.writeString(folder.resolve("secret"), content).toString());
        SecretFiles.read();
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addSystemSources()
                .withDefaultValue("quarkus.datasource.password", "${" + PASSWORD + "}")
                .withDefaultValue("quarkus.datasource.migration.password", "${quarkus.datasource.password}").build();
    }

    private void set(String name, @Nullable String value) {
        before.putIfAbsent(name, System.getProperty(name));
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
