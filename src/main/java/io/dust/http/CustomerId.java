package io.dust.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

/** A shop's own id of a customer, as {@link CustomerIds} says. */
@Documented
@Constraint(validatedBy = CustomerId.Check.class)
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface CustomerId {

    String message() default CustomerIds.MUST_BE;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Without a pattern, which would take a fifteenth of the time of a change. */
    final class Check implements ConstraintValidator<CustomerId, String> {

        @Override
        public boolean isValid(@Nullable String id, ConstraintValidatorContext context) {
            return id != null && CustomerIds.isValid(id);
        }
    }
}
