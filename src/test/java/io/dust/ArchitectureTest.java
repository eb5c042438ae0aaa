package io.dust;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;

import org.junit.jupiter.api.Test;

import io.dust.event.OrderEvent;
import io.dust.http.Roles;
import io.dust.ledger.Decision;
import io.dust.ledger.Ledger;
import io.dust.ledger.Posting;
import io.dust.ledger.Target;
import io.dust.setting.CurrencySetting;
import io.smallrye.mutiny.Uni;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Features decide, the ledger records; and who may use whom. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String LEDGER = Ledger.class.getPackageName();
    private static final String HTTP = Roles.class.getPackageName();
    private static final String EVENT = OrderEvent.class.getPackageName();
    private static final String SETTING = CurrencySetting.class.getPackageName();
    private static final String ALL = ArchitectureTest.class.getPackageName() + "..";

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_USE_EACH_OTHER = slices()
            .matching(ArchitectureTest.class.getPackageName() + ".(*)..").should().notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage(LEDGER, HTTP, EVENT, SETTING));

    @ArchTest
    static final ArchRule THE_LEDGER_USES_NOTHING_OF_OURS = noClasses().that().resideInAPackage(LEDGER)
            .should().dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAPackage(LEDGER))));

    @ArchTest
    static final ArchRule THE_EDGE_USES_NO_FEATURE = noClasses().that().resideInAPackage(HTTP)
            .should().dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(LEDGER, HTTP))));

    @ArchTest
    static final ArchRule THE_EDGE_FOR_EVENTS_USES_NO_FEATURE = noClasses().that().resideInAPackage(EVENT)
            .should().dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(LEDGER, HTTP, EVENT))));

    @ArchTest
    static final ArchRule SETTINGS_USE_NO_FEATURE = noClasses().that().resideInAPackage(SETTING)
            .should().dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(LEDGER, HTTP, SETTING))));

    @ArchTest
    static final ArchRule WHAT_DECIDES_IS_PLAIN_JAVA = noClasses()
            .that().belongToAnyOf(Posting.class, Decision.class, Target.class)
            .should().dependOnClassesThat(
                    resideInAnyPackage(Uni.class.getPackageName() + "..", "jakarta..", "io.vertx..", "io.quarkus.."));

    @ArchTest
    static final ArchRule NOTHING_BLOCKS = noClasses().should().callMethodWhere(
            target(nameMatching("await.*|sleep"))
                    .or(target(nameMatching("get|join"))
                            .and(target(owner(assignableTo(Future.class).or(assignableTo(Thread.class)))))));

    @ArchTest
    static final ArchRule NOTHING_IS_OPEN_TO_ALL = noClasses().should().dependOnClassesThat().belongToAnyOf(PermitAll.class);

    @ArchTest
    static final ArchRule EVERY_ROUTE_NAMES_A_ROLE = methods().that(areRoutes())
            .and().areDeclaredInClassesThat(not(nameMatching(".*\\.EventResource"))).should(haveARole());

    /** Bytecode does not tell where a constant comes from, so the sources are read. */
    @Test
    void theLedgerNamesNothingOfOurs() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java", LEDGER.split("\\.")))) {
            assertThat(sources.filter(path -> path.toString().endsWith(".java"))).hasSizeGreaterThan(10)
                    .allSatisfy(path -> assertThat(Files.readString(path)).doesNotContainPattern("io\\.dust\\.(?!ledger)"));
        }
    }

    /** Nor does it tell what local variables are. */
    @Test
    void noFloatingPointAnywhere() throws IOException {
        Pattern floating = Pattern.compile("\\b(double|float|Double|Float)\\b(?!\\.class)|[=(,*/+] *\\d+\\.\\d");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(50)
                    .allSatisfy(path -> assertThat(Files.readString(path).replace("CoercionInputShape.Float", ""))
                            .doesNotContainPattern(floating));
        }
    }

    private static DescribedPredicate<JavaMethod> areRoutes() {
        return DescribedPredicate.describe("are routes", method -> method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
    }

    private static ArchCondition<JavaMethod> haveARole() {
        return new ArchCondition<>("have a role") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass owner = method.getOwner();
                boolean satisfied = method.isAnnotatedWith(RolesAllowed.class) || owner.isAnnotatedWith(RolesAllowed.class);
                events.add(new SimpleConditionEvent(method, satisfied,
                        method.getFullName() + " has " + (satisfied ? "a" : "no") + " role"));
            }
        };
    }
}
