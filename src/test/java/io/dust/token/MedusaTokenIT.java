package io.dust.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MedusaTokenIT extends MedusaTokenTest {
}
