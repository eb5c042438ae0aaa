package io.dust.event.refused;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.Json;

class KeptDataTest {

    @Test
    void nothingAboutThePersonIsKept() {
        String kept = KeptData
                .of("""
                        {"id": "order_1", "customer_id": "cus_1", "email": "ann@example.com", "total": "10.00",
                         "customer": {"id": "cus_1", "first_name": "Ann"}, "status": {"email": "ann@example.com"},
                         "shipping_address": {"id": "a_1", "address_1": "1 Main Street"}, "metadata": {"phone": "555"},
                         "items": [{"id": "i_1", "quantity": 1, "total": 10.10, "title": "A gift for Ann", "metadata": {"engraving": "Ann"},
                            "product": {"id": "p_1", "type": "mug", "description": "For Ann"}}],
                         "shipping_methods": [{"name": "To Ann", "amount": 1}], "promotions": [{"code": "TEN", "email": "ann@example.com"}]}""");

        Json.assertJson(kept, """
                {"id": "order_1", "customer_id": "cus_1", "total": "10.00", "promotions": [{"code": "TEN"}],
                 "items": [{"id": "i_1", "quantity": 1, "total": 10.10, "product": {"id": "p_1", "type": "mug"}}],
                 "shipping_methods": [{"amount": 1}]}""");
        assertThat(kept).contains("10.10");
    }

    @Test
    void theKeptDataIsShort() {
        String items = IntStream.range(0, 500)
                .mapToObj(number -> "{\"id\": \"item_%d\", \"total\": 1, \"product_type\": \"%s\"}".formatted(number,
                        "ü".repeat(100)))
                .collect(Collectors.joining(", "));

        String kept = KeptData
                .of("{\"items\": [" + items + "], \"refund\": {\"id\": \"ref_1\", \"amount\": 5}, \"id\": \"order_1\"}");

        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(KeptData.MAX_LENGTH - 1024, KeptData.MAX_LENGTH);
        assertThat(Json.parse(kept).get("truncated").booleanValue()).isTrue();
        assertThat(Json.parse(kept).get("id").textValue()).isEqualTo("order_1");
        assertThat(Json.parse(kept).get("refund").get("amount").intValue()).isEqualTo(5);
    }

    @Test
    void aLongTextIsLeftOut() {
        Json.assertJson(KeptData.of("{\"id\": \"order_1\", \"status\": \"" + "x".repeat(256) + "\"}"),
                "{\"id\": \"order_1\", \"truncated\": true}");
        Json.assertJson(KeptData.of("{\"id\": \"order_1\", \"status\": \"" + "x".repeat(255) + "\"}"),
                "{\"id\": \"order_1\", \"status\": \"" + "x".repeat(255) + "\"}");
    }
}
