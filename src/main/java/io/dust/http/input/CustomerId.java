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

/** A shop's own id of a customer, as {@link CustomerIds} says. */
@NotNull
@Pattern(regexp = CustomerIds.PATTERN)
@ReportAsSingleViolation
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface CustomerId {

    String message() default CustomerIds.MUST_BE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
