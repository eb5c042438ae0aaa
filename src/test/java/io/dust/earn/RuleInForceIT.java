package io.dust.earn;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RuleInForceIT extends RuleInForceTest {
}
