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
}
