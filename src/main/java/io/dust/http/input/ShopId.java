package io.dust.http.input;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import io.dust.database.Text;

/** A shop's own id of an order or a discount: 1 to 255 printable characters. */
@NotNull
@Pattern(regexp = Text.NAME)
@ReportAsSingleViolation
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShopId {

    String message() default "must be 1 to 255 printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
