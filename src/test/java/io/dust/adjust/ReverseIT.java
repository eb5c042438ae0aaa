package io.dust.adjust;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ReverseIT extends ReverseTest {
}
