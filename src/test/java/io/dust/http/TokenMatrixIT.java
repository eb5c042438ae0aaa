package io.dust.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TokenMatrixIT extends TokenMatrixTest {
}
