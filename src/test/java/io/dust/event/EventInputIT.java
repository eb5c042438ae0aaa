package io.dust.event;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EventInputIT extends EventInputTest {
}
