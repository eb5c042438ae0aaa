package io.dust.earn.rule;

import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.dust.database.Text;
import io.dust.order.content.Line;
import io.dust.setting.Ratio;

/**
 * What some items count. A rule matches an item when each of its lists has one of the item's ids or
 * values; a rule without lists matches every item.
 *
 * @param weight the factor of these items: 0 excludes them
 */
public record LineRule(
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> products,
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> variants,
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> types,
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> collections,
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> categories,
        @Size(max = 200) @Nullable List<@NotNull @Pattern(regexp = LineRule.VALUE, message = LineRule.MUST_BE) String> tags,
        @NotNull @Valid Ratio weight) {

    static final String VALUE = Text.NAME;
    static final String MUST_BE = "must be 1 to 255 printable characters";

    boolean matches(Line line) {
        return matches(line, "product", products) && matches(line, "variant", variants) && matches(line, "type", types)
                && matches(line, "collection", collections) && matches(line, "category", categories)
                && matches(line, "tag", tags);
    }

    private static boolean matches(Line line, String attribute, @Nullable List<String> values) {
        Set<String> ofLine = line.attributes().getOrDefault(attribute, Set.of());
        return values == null || values.stream().anyMatch(ofLine::contains);
    }
}
