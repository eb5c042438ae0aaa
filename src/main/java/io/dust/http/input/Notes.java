package io.dust.http.input;

import java.util.ArrayList;
import java.util.List;

/** What was changed in a request before it was used: at most five sentences, for the answer. */
public final class Notes {

    private static final int LIMIT = 5;

    private final List<String> sentences = new ArrayList<>();

    /** Adds a sentence, unless there are five. */
    public void add(String sentence) {
        if (sentences.size() < LIMIT) {
            sentences.add(sentence);
        }
    }

    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}
