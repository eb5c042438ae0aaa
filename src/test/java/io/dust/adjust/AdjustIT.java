package io.dust.adjust;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AdjustIT extends AdjustTest {
}
