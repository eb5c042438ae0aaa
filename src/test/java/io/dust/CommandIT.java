package io.dust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.dust.fixture.DustProcess;
import io.dust.fixture.Json;
import io.dust.fixture.TestEnvironment;

/** The start, the end and the output of the process. */
class CommandIT {

    @Test
    void withoutADatabaseTheMissingSettingIsNamed() {
        DustProcess dust = DustProcess.run(Map.of("dust.medusa.jwt-secret", "a-secret-of-more-than-thirty-two-bytes"));

        assertThat(dust.exitCode()).isEqualTo(1);
        assertThat(dust.output().strip()).isEqualTo(
                "DUST_DATABASE_URL is missing; it must be the URL of a PostgreSQL, such as postgresql://localhost:5432/dust");
    }

    @Test
    void anUnknownCommandListsTheKnownCommands() {
        DustProcess dust = DustProcess.run(TestEnvironment.settings(), "server");

        assertThat(dust.exitCode()).isEqualTo(2);
        assertThat(dust.output().strip())
                .isEqualTo("Unknown command: server; use serve (the default), migrate or groups");
    }

    @Test
    void anOccupiedPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            DustProcess dust = DustProcess.runOn(TestEnvironment.settings(), taken.getLocalPort());

            assertThat(dust.exitCode()).isEqualTo(1);
            assertThat(dust.output()).contains(
                    "Port " + taken.getLocalPort() + " is used by another process; set PORT to a free one");
        }
    }

    @Test
    void everyLineOfTheLogIsJson() {
        try (DustProcess dust = DustProcess.start(TestEnvironment.settings())) {
            assertThat(dust.output().lines().map(Json::parse).map(line -> line.get("message").textValue()))
                    .anyMatch(message -> message.contains("Listening on: http"));
        }
    }
}
