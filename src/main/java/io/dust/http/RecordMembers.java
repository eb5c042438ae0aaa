package io.dust.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

/**
 * Describes members by the records that they come from: a member without {@code @Nullable} is
 * required, and another one can be null. A member that is left out instead can only be absent.
 */
final class RecordMembers {

    static final String CURRENCY = "currency_code";
    static final String CURRENCY_IN_REQUESTS = "^\\s*[A-Za-z]{3}\\s*$";

    private static final String CURRENCY_IN_ANSWERS = "^[A-Z]{3}$";
    private static final String CONSTRAINTS = "jakarta.validation.constraints.";
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final List<ClassInfo> records;

    RecordMembers(IndexView index) {
        this.records = index.getKnownClasses().stream().filter(ClassInfo::isRecord)
                .filter(known -> known.name().packagePrefix().startsWith("io.dust"))
                .sorted(Comparator.comparing((ClassInfo known) -> known.simpleName().length()).reversed()).toList();
    }

    /** Describes the members of a schema; its name begins with that of the record. */
    void describe(String name, Schema schema) {
        recordOf(name, schema).ifPresent(found -> {
            List<String> members = found.recordComponents().stream().map(RecordMembers::member).toList();
            List.copyOf(schema.getProperties().keySet()).stream().filter(property -> !members.contains(property))
                    .forEach(schema::removeProperty);
            schema.setRequired(null);
            found.recordComponents().forEach(component -> describe(name.endsWith("Body"), component, found, schema));
        });
    }

    private static void describe(boolean isRequest, RecordComponentInfo component, ClassInfo owner, Schema schema) {
        String name = member(component);
        Schema member = Objects.requireNonNull(schema.getProperties().get(name));
        if (name.equals(CURRENCY)) {
            member.setPattern(isRequest ? CURRENCY_IN_REQUESTS : CURRENCY_IN_ANSWERS);
        }
        if (component.type().name().equals(DotName.createSimple(BigDecimal.class)) && (isRequest || isChecked(component))) {
            add(SchemaType.STRING, member);
        }
        if (!component.type().hasAnnotation(DotName.createSimple(Nullable.class))) {
            schema.addRequired(name);
        } else if (!isLeftOut(component) && !owner.hasDeclaredAnnotation(DotName.createSimple(JsonInclude.class))) {
            schema.addProperty(name, nullable(member));
        }
    }

    private static Schema nullable(Schema member) {
        if (member.getRef() != null) {
            return OASFactory.createSchema().addAnyOf(member).addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        add(SchemaType.NULL, member);
        return member;
    }

    private static void add(SchemaType type, Schema member) {
        List<SchemaType> types = new ArrayList<>(member.getType());
        types.add(type);
        member.setType(types);
    }

    /** Whether the member occurs in requests, although its record is an answer, too. */
    private static boolean isChecked(RecordComponentInfo component) {
        return component.annotations().stream().anyMatch(each -> each.name().toString().startsWith(CONSTRAINTS));
    }

    private static boolean isLeftOut(RecordComponentInfo component) {
        return component.hasAnnotation(DotName.createSimple(JsonInclude.class));
    }

    private Optional<ClassInfo> recordOf(String name, Schema schema) {
        return schema.getProperties() == null ? Optional.empty()
                : records.stream()
                        .filter(known -> name.startsWith(known.simpleName()))
                        .filter(known -> known.recordComponents().stream().map(RecordMembers::member)
                                .allMatch(schema.getProperties()::containsKey))
                        .findFirst();
    }

    private static String member(RecordComponentInfo component) {
        return SNAKE_CASE.translate(component.name());
    }
}
