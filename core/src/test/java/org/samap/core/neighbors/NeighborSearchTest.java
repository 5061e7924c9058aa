package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choice between exact and approximate search. */
class NeighborSearchTest {
  @Test
  void searchesExactlyUntilTheGraphIsFaster() {
    assertThat(NeighborSearch.exactIsWorthIt(90_000, 90_000, true)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(110_000, 110_000, true)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(200_000, 200_000, false)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(1_000_000, 1_000_000, false)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(1_000, 10_000_000, false)).isTrue();
  }
}
