package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choice between exact and approximate search. */
class NeighborSearchTest {
  @Test
  void searchesExactlyUntilTheGraphIsMuchFaster() {
    assertThat(NeighborSearch.exactIsWorthIt(30_000, 30_000, true)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(40_000, 40_000, true)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(100_000, 100_000, false)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(1_000_000, 1_000_000, false)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(1_000, 10_000_000, false)).isTrue();
  }
}
