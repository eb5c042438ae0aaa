package io.dust;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;

import org.junit.jupiter.api.Test;

import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.event.order.OrderEvents;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.Posting;
import io.dust.ledger.PostingResult;
import io.dust.ledger.ReversalCandidate;
import io.dust.ledger.StateTable;
import io.dust.platform.EventLoops;
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

/**
 * The allowed dependencies between packages: features depend on the kernel, never the kernel on a
 * feature.
 */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = ArchitectureTest.class.getPackageName();
    private static final String PLATFORM = EventLoops.class.getPackageName();
    private static final List<String> KERNEL_NAMES = List.of("account", "ledger", "batch", "database", "platform");
    private static final String[] KERNEL = packages(KERNEL_NAMES);
    private static final String[] SHARED = packages(List.of("order", "setting", "http"));
    private static final String[] FEATURES = packages(
            List.of("adjust", "balance", "verify", "earn", "redeem", "event", "retention", "token", "schema", "command",
                    "dev"));

    @ArchTest
    static final ArchRule THE_KERNEL_USES_NOTHING_ELSE_OF_DUST = noClasses().that().resideInAnyPackage(KERNEL)
            .should().dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(KERNEL))))
            .orShould().dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_USE_EACH_OTHER = slices().matching(ROOT + ".(*)..").should().notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage(KERNEL).or(resideInAnyPackage(SHARED)))
            // The one place that puts together what an order earns and what it costs.
            .ignoreDependency(resideInAPackage(OrderEvents.class.getPackageName()),
                    resideInAnyPackage(packages(List.of("earn", "redeem"))));

    @ArchTest
    static final ArchRule SHARED_PACKAGES_USE_NO_FEATURE = noClasses().that().resideInAnyPackage(SHARED)
            .should().dependOnClassesThat().resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule A_STATE_TABLE_EXECUTES_NOTHING = methods()
            .that().areDeclaredInClassesThat().areAssignableTo(StateTable.class)
            .should().notHaveRawReturnType(Uni.class);

    @ArchTest
    static final ArchRule DECISIONS_ARE_PLAIN_JAVA = noClasses()
            .that().belongToAnyOf(Account.class, Balance.class, Posting.class, PostingResult.class, LockedAccount.class,
                    ReversalCandidate.class)
            .should().dependOnClassesThat(
                    resideInAnyPackage(Uni.class.getPackageName() + "..", "jakarta..", "io.vertx..", "io.quarkus.."));

    @ArchTest
    static final ArchRule INTERNALS_ARE_USED_IN_ONE_PACKAGE = noClasses().that().resideOutsideOfPackage(PLATFORM)
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx..impl..", "io.netty..impl..", "io.netty..internal..",
                    "com.oracle.svm..", "io.quarkus.arc.runtime..");

    /** Quarkus would prepare a Hibernate session for each request to such a resource. */
    @ArchTest
    static final ArchRule RESOURCES_USE_NO_REPOSITORY = noClasses().that().areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should().dependOnClassesThat().haveNameMatching(".*Repository(\\$.*)?");

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

    /** Reads the sources, because bytecode does not contain the origin of a constant. */
    @Test
    void theKernelNamesNoOtherPackage() throws IOException {
        assertThat(kernelSources()).hasSizeGreaterThan(30).allSatisfy(path -> assertThat(Files.readString(path))
                .doesNotContainPattern("io\\.dust\\.(?!" + String.join("|", KERNEL_NAMES) + ")")
                .doesNotContainPattern("\\bdust_(order|hold|redemption|setting|event)"));
    }

    @Test
    void theKernelNamesNoHttpAndNoCart() throws IOException {
        Pattern foreign = Pattern.compile("\\b(HTTP|[Cc]arts?|[Cc]heckouts?|4\\d\\d|503)\\b|Idempotency-Key");
        assertThat(kernelSources()).allSatisfy(path -> assertThat(Files.readString(path)).doesNotContainPattern(foreign));
    }

    /** Reads the sources, because bytecode does not contain the types of all local variables. */
    @Test
    void noFloatingPointAnywhere() throws IOException {
        Pattern floating = Pattern.compile("\\b(double|float|Double|Float)\\b(?!\\.class)|[=(,*+] *\\d+\\.\\d|/ +\\d+\\.\\d");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(50)
                    .allSatisfy(path -> assertThat(Files.readString(path).replace("CoercionInputShape.Float", ""))
                            .doesNotContainPattern(floating));
        }
    }

    private static List<Path> kernelSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String name : KERNEL_NAMES) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/dust", name))) {
                files.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
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
