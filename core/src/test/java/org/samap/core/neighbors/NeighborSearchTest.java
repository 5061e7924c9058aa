package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choice between exact and approximate search. */
class NeighborSearchTest {
  @Test
  void searchesExactlyUntilListsAreFaster() {
    assertThat(NeighborSearch.exactIsWorthIt(10_000, 10_000, 100)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(14_000, 14_000, 100)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(5_000, 5_000, 600)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(15_000, 15_000, 600)).isTrue();
    assertThat(NeighborSearch.exactIsWorthIt(20_000, 20_000, 600)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(500_000, 500_000, 100)).isFalse();
    assertThat(NeighborSearch.exactIsWorthIt(100, 1_000_000, 600)).isTrue();
  }
}
