package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The list that a graph search works through. */
class BeamTest {
  @Test
  void keepsTheNearestInOrderAndTheLowerNodeOfATie() {
    Beam beam = new Beam(10);
    beam.begin(4);
    beam.offer(0.5f, 7);
    beam.offer(-0.25f, 3);
    beam.offer(0.5f, 2);
    beam.offer(-0.75f, 9);
    beam.offer(0.5f, 1);
    beam.offer(2, 0);
    assertThat(beam.size()).isEqualTo(4);
    int[] nodes = {9, 3, 1, 2};
    float[] distances = {-0.75f, -0.25f, 0.5f, 0.5f};
    for (int i = 0; i < 4; i++) {
      assertThat(beam.node(i)).isEqualTo(nodes[i]);
      assertThat(beam.distance(i)).isEqualTo(distances[i]);
    }
  }

  @Test
  void expandsEachNodeOnceAndNearerOnesThatComeLater() {
    Beam beam = new Beam(10);
    beam.begin(3);
    beam.offer(2, 5);
    assertThat(beam.expand()).isEqualTo(5);
    beam.offer(3, 6);
    beam.offer(1, 4);
    assertThat(beam.expand()).isEqualTo(4);
    assertThat(beam.expand()).isEqualTo(6);
    assertThat(beam.expand()).isEqualTo(-1);
  }

  @Test
  void forgetsWhomItMetWhenAnotherSearchBegins() {
    Beam beam = new Beam(3);
    beam.begin(2);
    assertThat(beam.visit(1)).isTrue();
    assertThat(beam.visit(1)).isFalse();
    beam.begin(2);
    assertThat(beam.visit(1)).isTrue();
    assertThat(beam.size()).isZero();
  }
}
