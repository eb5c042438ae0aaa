package io.dust.redeem;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MedusaPromotionsIT extends MedusaPromotionsTest {
}
