package io.dust.http.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

import io.dust.http.input.Amounts;
import io.dust.http.input.Instants;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** Reads the amounts and the instants in a body. */
final class StrictValues {

    private StrictValues() {
    }

    static Module module() {
        return new SimpleModule("strict-values").addDeserializer(BigDecimal.class, new AmountReader())
                .addDeserializer(Instant.class, new InstantReader());
    }

    private static final class AmountReader extends StdScalarDeserializer<BigDecimal> {

        private static final long serialVersionUID = 1;

        AmountReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Optional<BigDecimal> amount = amount(parser);
            return amount.isPresent() ? amount.get() : context.reportInputMismatch(this, "no decimal number");
        }

        private static Optional<BigDecimal> amount(JsonParser parser) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return Amounts.decimal(parser.getText());
            }
            try {
                return parser.currentToken().isNumeric() ? Optional.of(parser.getDecimalValue()) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Optional<Instant> instant = parser.hasToken(JsonToken.VALUE_STRING) ? Instants.parse(parser.getText())
                    : Optional.empty();
            return instant.isPresent() ? instant.get() : context.reportInputMismatch(this, "no instant");
        }
    }
}
