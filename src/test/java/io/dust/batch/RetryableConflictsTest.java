package io.dust.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollisionsTest {

    @Test
    void aRequestThatMetItsOwnRepetitionIsTriedAgain() {
        assertThat(Collisions.isCollision(new Collisions.RowAppeared())).isTrue();
        assertThat(Collisions.isCollision(new IllegalStateException())).isFalse();
    }
}
