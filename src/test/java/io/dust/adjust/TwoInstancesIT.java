package io.dust.adjust;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same tests with two instances on one database; the clients alternate between them. */
@QuarkusIntegrationTest
class TwoInstancesIT extends ConcurrencyTest {

    private static DustProcess second;

    @BeforeAll
    static void startSecond() {
        second = DustProcess.start(TestEnvironment.settings());
    }

    @AfterAll
    static void stopSecond() {
        second.close();
    }

    @Override
    List<URI> instances() {
        return List.of(url, second.url());
    }
}
