package io.dust.http.server;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MethodsIT extends MethodsTest {
}
