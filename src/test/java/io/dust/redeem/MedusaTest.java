package io.dust.redeem;

import org.junit.jupiter.api.AfterEach;

/** The base of tests with the simulated Medusa backend. Each test starts with a healthy one. */
public abstract class MedusaTest extends CheckoutTest {

    protected static final FakeMedusa MEDUSA = FakeMedusa.running();

    /** Waits until Dust calls Medusa again; after many failures, it pauses. */
    @AfterEach
    void healthyMedusa() {
        MEDUSA.reset();
        String other = newCustomer();
        post(other, "add", "{\"points\": 1, \"reason\": \"Test\"}", newKey()).then().statusCode(200);
        await(() -> post(other, "holds", cart("probe", "1", "1"), newKey()).statusCode() == 201);
    }
}
