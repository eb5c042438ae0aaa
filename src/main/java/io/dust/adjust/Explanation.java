package io.dust.adjust;

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

/** A reason in words for people: 1 to 500 characters, as {@link Text#SENTENCE_OF} says. */
@NotNull
@Pattern(regexp = Text.SENTENCE_OF + "{1,500}$")
@ReportAsSingleViolation
@Documented
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@interface Explanation {

    String message() default "must be 1 to 500 printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
