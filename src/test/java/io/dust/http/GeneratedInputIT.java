package io.dust.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class GeneratedInputIT extends GeneratedInputTest {

    @Override
    protected boolean isGuarded() {
        return true;
    }
}
