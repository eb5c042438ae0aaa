package io.dust.account;

import io.dust.database.Text;

/**
 * The shop's own name of what caused a change, such as {@code order} {@code order_01J…}.
 *
 * @param type 1 to 64 printable characters
 * @param id 1 to 255 printable characters
 */
public record Reference(String type, String id) {

    public Reference {
        Text.requirePrintable("reference.type", type, 64);
        Text.requirePrintable("reference.id", id, 255);
    }
}
