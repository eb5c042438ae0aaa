package io.dust.order.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.dust.database.Text;
import io.dust.http.InvalidRequest;
import io.dust.http.input.Amounts;
import io.dust.http.input.Notes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The members of a JSON object in an order.
 *
 * @param path of the object, with a dot at the end, or empty
 * @param notes get a sentence for each amount that was rounded
 */
record Members(JsonNode object, String path, Currency currency, Notes notes) {

    private static final int MAX_ID_LENGTH = 64;
    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(1_000_000);

    /** In minor units; empty when the member is missing. */
    OptionalLong amount(String member) {
        return Amounts.minorUnits(object, path, member, currency, notes);
    }

    long requireAmount(String member) {
        return amount(member).orElseThrow(() -> new InvalidRequest(path + member, "must be given"));
    }

    /** A price for each of a quantity, in minor units; empty when the member is missing. */
    OptionalLong amountForEach(String member, long quantity) {
        Optional<BigDecimal> price = Amounts.decimal(object, path, member);
        return price.isEmpty() ? OptionalLong.empty()
                : OptionalLong.of(
                        Amounts.minorUnits(path + member, price.get().multiply(BigDecimal.valueOf(quantity)), currency));
    }

    /** A whole number; empty when the member is missing. */
    OptionalLong quantity(String member) {
        Optional<BigDecimal> told = Amounts.decimal(object, path, member);
        if (told.isEmpty()) {
            return OptionalLong.empty();
        }
        BigDecimal whole = told.get().stripTrailingZeros();
        if (whole.scale() > 0 || whole.compareTo(MAX_QUANTITY) > 0) {
            throw new InvalidRequest(path + member, "must be a whole number from 0 to " + MAX_QUANTITY);
        }
        return OptionalLong.of(whole.longValueExact());
    }

    /** An object in a member; without members when it is missing. */
    Members child(String member) {
        return new Members(object.path(member), path + member + ".", currency, notes);
    }

    /** 1 to 64 printable characters, in the first of several members that is there. */
    Optional<String> id(String... members) {
        for (String member : members) {
            JsonNode value = object.path(member);
            if (!value.isMissingNode() && !value.isNull()) {
                if (value.isTextual() && Text.isPrintable(value.textValue(), MAX_ID_LENGTH)) {
                    return Optional.of(value.textValue());
                }
                throw invalidId(member);
            }
        }
        return Optional.empty();
    }

    String requireId(String... members) {
        return id(members).orElseThrow(() -> invalidId(members[0]));
    }

    /** The objects of a list; none when the member is missing. */
    List<Members> list(String member, int limit) {
        JsonNode list = object.path(member);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw new InvalidRequest(path + member, "must be a list");
        }
        if (list.size() > limit) {
            throw new InvalidRequest(path + member, "must have at most " + limit + " elements");
        }
        List<Members> elements = new ArrayList<>();
        for (JsonNode element : list) {
            String name = path + member + "[" + elements.size() + "]";
            if (!element.isObject()) {
                throw new InvalidRequest(name, "must be a JSON object");
            }
            elements.add(new Members(element, name + ".", currency, notes));
        }
        return elements;
    }

    private InvalidRequest invalidId(String member) {
        return new InvalidRequest(path + member, "must be 1 to " + MAX_ID_LENGTH + " printable characters");
    }
}
