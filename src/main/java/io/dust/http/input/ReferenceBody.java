package io.dust.http.input;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.dust.account.Reference;
import io.dust.database.Text;

/** The shop's own name of the cause. */
public record ReferenceBody(
        @Schema(examples = "order") @NotNull @Pattern(regexp = Text.NAME_OF
                + "{1,64}$", message = "must be 1 to 64 printable characters") String type,
        @Schema(examples = "order_01JH2Z") @NotNull @Pattern(regexp = Text.NAME, message = "must be 1 to 255 printable characters") String id) {

    public static @Nullable Reference toReference(@Nullable ReferenceBody body) {
        return body == null ? null : new Reference(body.type, body.id);
    }
}
