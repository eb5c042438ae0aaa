package io.dust.balance;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StoreDustIT extends StoreDustTest {
}
