package io.dust.adjust;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ConcurrencyIT extends ConcurrencyTest {
}
