package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchMemoryTest {
  private static final SearchMemory MEMORY = new SearchMemory(600, 20);

  @Test
  void exactSearchesHaveAllRowsWithTheirCandidatesOnTheDevice() {
    double row = SearchSide.bytesOfRow(600, ListShape.of(20, 1000));
    assertThat(MEMORY.within(1000)).isEqualTo(1000 * row);
    assertThat(MEMORY.between(1000, 500)).isEqualTo(1500 * row);
  }

  /** Points without candidates, and a block of queries. */
  @Test
  void searchesInClustersTakeLessForARow() {
    double five = 5e6;
    double points = five * SearchSide.bytesOfRow(600, ListShape.NONE);
    assertThat(MEMORY.between(five, five)).isBetween(points, points + 2e9);
    assertThat(MEMORY.within(five)).isEqualTo(MEMORY.between(five, five));
    assertThat(MEMORY.between(2 * five, five)).isEqualTo(MEMORY.between(five, 2 * five));
  }
}
