package io.dust.batch;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The SQL in Dust's classes, found in their compiled form, where no convention is needed. */
final class StatementTexts {

    /** Where javac has left a place for what is known when the program runs. */
    private static final String OPEN = "\u0001";

    private StatementTexts() {
    }

    /**
     * Each text that is a statement about one of the tables. One that has an open place comes with everything that its
     * class could put there.
     */
    static List<List<String>> find(Set<String> tables) throws IOException, URISyntaxException {
        List<List<String>> found = new ArrayList<>();
        Path classes = Path.of(Ledger.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                List<String> texts = texts(file);
                if (!file.toString().endsWith("RuleChecks.class") && !texts.contains("SELECT_ACROSS_CUSTOMERS")) {
                    found.addAll(find(tables, texts));
                }
            }
        }
        return found;
    }

    private static List<List<String>> find(Set<String> tables, List<String> texts) {
        List<String> endings = texts.stream().filter(text -> text.matches("(?s).*\\s\\$\\d.*") && !begins(text)).toList();
        return texts.stream()
                .filter(text -> begins(text) && tables.stream().anyMatch(table -> text.matches("(?s).*\\b" + table + "\\b.*")))
                .filter(text -> texts.stream().noneMatch(longer -> longer.startsWith(text + OPEN)))
                .map(text -> text.contains(OPEN) ? endings.stream().map(end -> text.replace(OPEN, end)).toList()
                        : List.of(text))
                .toList();
    }

    private static boolean begins(String text) {
        return text.matches("(?is)\\s*(select|insert|update|delete|merge|with)\\s.*");
    }

    /** All texts of a class file, names included: its constant pool, as chapter 4.4 of the JVM's specification has it. */
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
