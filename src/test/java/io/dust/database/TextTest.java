package io.dust.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void anExcerptIsOneShortLine() {
        assertThat(Text.excerpt("not found")).isEqualTo("not found");
        assertThat(Text.excerpt("one\r\ntwo\u0000\u0085three\uFFFD ")).isEqualTo("one  two  three");
        assertThat(Text.excerpt("\uD83D\uDE00".repeat(1000))).isEqualTo("\uD83D\uDE00".repeat(200) + "…");
    }

    @Test
    void everyVisibleCharacterOfAsciiFitsAloneAndBesideOthers() {
        for (char character = 0; character <= 0x7f; character++) {
            boolean isVisible = character > ' ' && character < 0x7f;

            assertThat(Text.isPrintable("" + character, 1)).as("U+%04x", (int) character).isEqualTo(isVisible);
            assertThat(Text.isPrintable("\u00e9" + character, 2)).as("U+%04x", (int) character)
                    .isEqualTo(isVisible || character == ' ');
        }
        assertThat(Text.isPrintable("", 1)).isFalse();
        assertThat(Text.isPrintable("ab", 1)).isFalse();
    }
}
