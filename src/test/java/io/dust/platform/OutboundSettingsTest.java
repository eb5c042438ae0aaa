package io.dust.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class OutboundSettingsTest {

    private record Settings(boolean allowHttp) implements OutboundSettings {

        @Override
        public Optional<String> caFile() {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://medusa", "HTTPS://shop.example/x", "http://localhost:9000", "http://LOCALHOST",
            "http://127.0.0.1:9000/", "http://127.1.2.3", "http://[::1]:9000" })
    void tlsOrLoopbackIsSafe(String url) {
        assertThatCode(() -> new Settings(false).requireSafe("DUST_MEDUSA_URL", URI.create(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://medusa:9000", "http://medusa.shop.svc", "http://medusa.internal", "http://medusa.local",
            "http://10.0.0.1", "http://127.0.0.1.example", "http://localhost.example", "HTTP://shop.example",
            "http://localhost@shop.example", "http://[::2]", "http://1270.0.0.1", "http://medusa_1:9000" })
    void clearTextToAnotherHostIsNotSafe(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Settings(false).requireSafe("DUST_MEDUSA_URL", URI.create(url)))
                .withMessageStartingWith("DUST_MEDUSA_URL has http:// and the host ")
                .withMessageEndingWith("use https://, or set DUST_OUTBOUND_ALLOW_HTTP to true if the network itself encrypts");
        assertThatCode(() -> new Settings(true).requireSafe("DUST_MEDUSA_URL", URI.create(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "medusa", "localhost:9000", "ftp://localhost", "https:///path", "//medusa" })
    void anythingElseIsNoUrlOfAServer(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Settings(true).requireSafe("DUST_MEDUSA_URL", URI.create(url)))
                .withMessage("DUST_MEDUSA_URL must be a URL with a host, such as https://shop.example");
    }
}
