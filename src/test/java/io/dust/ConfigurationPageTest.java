package io.dust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.dust.platform.SecretFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The page of the settings has a row for each setting, with its default, and for nothing else. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final Pattern VARIABLE = Pattern.compile("\\bDUST_[A-Z_]*[A-Z]\\b");
    private static final Pattern PROPERTY = Pattern.compile("\\bdust\\.[a-z.-]*[a-z]\\b");
    private static final List<Setting> SETTINGS = settings();

    /** @param cell of the default: in backticks, or in words when there is none */
    private record Setting(String variable, String cell) {

        static Setting of(String prefix, JavaMethod method) {
            String property = prefix + "." + method.getName().replaceAll("([a-z])([A-Z])", "$1-$2");
            String cell = method.tryGetAnnotationOfType(WithDefault.class)
                    .map(value -> Pattern.quote("`" + value.value() + "`")).orElse("[^`|].*");
            return new Setting(Setting.variable(property), cell);
        }

        static String variable(String property) {
            return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        }

        Pattern row() {
            return Pattern.compile("(?m)^\\| `" + variable + "` \\| " + cell + " \\| .+ \\|$");
        }
    }

    @Test
    void thePageHasARowForEachSetting() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(SETTINGS).hasSizeGreaterThan(20)
                .filteredOn(setting -> !setting.row().matcher(page).find()).as("settings without their row in %s", PAGE)
                .isEmpty();
    }

    @Test
    void thePageNamesNoOtherSetting() throws IOException {
        Set<String> known = Stream.of(SETTINGS.stream().map(Setting::variable),
                all(PROPERTY, PROPERTIES).map(Setting::variable), secretFiles()).flatMap(names -> names)
                .collect(Collectors.toSet());
        assertThat(all(VARIABLE, PAGE)).isSubsetOf(known);
    }

    @Test
    void thePageNamesTheFileOfEachSecret() throws IOException {
        assertThat(Files.readString(PAGE)).contains(secretFiles().map(variable -> "`" + variable + "`").toList());
    }

    private static Stream<String> secretFiles() {
        return SecretFiles.SETTINGS.stream().map(setting -> Setting.variable(setting) + "_FILE");
    }

    private static Stream<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map(MatchResult::group);
    }

    private static List<Setting> settings() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(ConfigurationPageTest.class).stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .flatMap(ConfigurationPageTest::settings).toList();
    }

    private static Stream<Setting> settings(JavaClass mapping) {
        String prefix = mapping.getAnnotationOfType(ConfigMapping.class).prefix();
        return mapping.getMethods().stream().filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(method -> Setting.of(prefix, method));
    }
}
