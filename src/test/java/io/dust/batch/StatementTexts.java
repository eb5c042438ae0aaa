package io.dust.batch;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All SQL of Dust, from the compiled classes and their constants, so that no naming convention is
 * needed.
 */
final class StatementTexts {

    /** The placeholder of javac for a value that is known at run time only. */
    private static final String OPEN = "\u0001";

    /**
     * A text that becomes a statement when it is formatted; the statement is the value of a field.
     */
    private static final Pattern TEMPLATE = Pattern.compile("%[sd]");

    /** The field of a statement that reads every customer on purpose. */
    private static final String ACROSS_CUSTOMERS = "SELECT_ACROSS_CUSTOMERS";

    private StatementTexts() {
    }

    /**
     * All statements about the tables. A statement with a placeholder is paired with all texts of
     * its class that can replace it.
     */
    static List<List<String>> find(Set<String> tables) throws IOException, URISyntaxException, ReflectiveOperationException {
        List<List<String>> found = new ArrayList<>();
        Path classes = Path.of(Postings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                List<String> texts = texts(file);
                if (!file.toString().endsWith("RuleChecks.class") && !texts.contains(ACROSS_CUSTOMERS)) {
                    if (texts.stream().anyMatch(StatementTexts::begins)) {
                        texts.addAll(values(className(classes.relativize(file))));
                    }
                    found.addAll(find(tables, texts.stream().filter(text -> !TEMPLATE.matcher(text).find()).toList()));
                }
            }
        }
        return found;
    }

    /** The static final strings of a class, also those that its initialization computes. */
    private static List<String> values(String className) throws ReflectiveOperationException {
        List<String> values = new ArrayList<>();
        for (Field field : Class.forName(className).getDeclaredFields()) {
            if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())
                    && Modifier.isFinal(field.getModifiers())) {
                field.setAccessible(true);
                values.add((String) field.get(null));
            }
        }
        return values;
    }

    private static String className(Path file) {
        return file.toString().replaceAll("\\.class$", "").replace(file.getFileSystem().getSeparator(), ".");
    }

    private static List<List<String>> find(Set<String> tables, List<String> texts) {
        List<String> endings = texts.stream().filter(text -> text.matches("(?s).*\\s\\$\\d.*") && !begins(text)).toList();
        return texts.stream().distinct()
                .filter(text -> begins(text) && tables.stream().anyMatch(table -> text.matches("(?s).*\\b" + table + "\\b.*")))
                .filter(text -> texts.stream().noneMatch(longer -> !longer.equals(text) && longer.contains(text)))
                .map(text -> text.contains(OPEN) ? endings.stream().map(end -> text.replace(OPEN, end)).toList()
                        : List.of(text))
                .toList();
    }

    private static boolean begins(String text) {
        return text.matches("(?is)\\s*(select|insert|update|delete|merge|with)\\s.*");
    }

    /**
     * All texts of a class file, with names: its constant pool (JVM specification, chapter 4.4).
     */
    private static List<String> texts(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.add(in.readUTF());
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
        }
        return texts;
    }
}
