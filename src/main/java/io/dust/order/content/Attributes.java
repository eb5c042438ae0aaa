package io.dust.order.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.dust.database.Text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The attributes of an item in Medusa's shape: ids and values, beside the item, in its product, in
 * its variant, and in the product of its variant.
 */
final class Attributes {

    static final List<String> NAMES = List.of("product", "variant", "type", "collection", "category", "tag");

    private static final int MAX_VALUES = 100;
    private static final int MAX_LENGTH = 255;

    private final Map<String, Set<String>> values = new TreeMap<>();

    private Attributes() {
    }

    /** The values of 1 to 255 printable characters, at most 100 of each attribute. */
    static Map<String, Set<String>> of(JsonNode item) {
        Attributes attributes = new Attributes();
        JsonNode variant = item.path("variant");
        attributes.add("product", item.path("product_id"));
        attributes.add("variant", item.path("variant_id"), variant.path("id"));
        attributes.add("type", item.path("product_type_id"), item.path("product_type"));
        attributes.add("collection", item.path("product_collection"));
        attributes.addProduct(item.path("product"));
        attributes.addProduct(variant.path("product"));
        return attributes.values;
    }

    private void addProduct(JsonNode product) {
        JsonNode type = product.path("type");
        JsonNode collection = product.path("collection");
        add("product", product.path("id"));
        add("type", type, product.path("type_id"), type.path("id"), type.path("value"));
        add("collection", collection, product.path("collection_id"), collection.path("id"), collection.path("handle"),
                collection.path("title"));
        product.path("categories").forEach(category -> add("category", category, category.path("id"), category.path("handle"),
                category.path("name")));
        product.path("tags").forEach(tag -> add("tag", tag, tag.path("id"), tag.path("value")));
    }

    private void add(String attribute, JsonNode... candidates) {
        Set<String> known = values.computeIfAbsent(attribute, name -> new LinkedHashSet<>());
        for (JsonNode candidate : candidates) {
            if (candidate.isTextual() && Text.isPrintable(candidate.textValue(), MAX_LENGTH) && known.size() < MAX_VALUES) {
                known.add(candidate.textValue());
            }
        }
    }
}
