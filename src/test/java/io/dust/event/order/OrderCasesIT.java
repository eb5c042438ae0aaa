package io.dust.event.order;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OrderCasesIT extends OrderCasesTest {
}
