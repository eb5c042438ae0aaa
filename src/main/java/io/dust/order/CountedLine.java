package io.dust.order;

import io.dust.order.content.Line;

/**
 * What a line counts, and what it earns. The amounts of all lines add up to the amount that counts,
 * and their points to the points of the order.
 *
 * @param id of the item; empty when it has none
 * @param amount in minor units
 */
public record CountedLine(Line.Kind kind, String id, long amount, long points) {
}
