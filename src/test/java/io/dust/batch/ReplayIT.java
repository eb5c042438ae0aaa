package io.dust.batch;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ReplayIT extends ReplayTest {
}
