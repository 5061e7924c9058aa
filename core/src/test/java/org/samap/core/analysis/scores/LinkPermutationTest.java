package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Links that no longer tell which gene corresponds to which, and are otherwise as they were. */
class LinkPermutationTest {
  private static Golden golden;
  private static MappingInput input;
  private static SparseMatrix before;
  private static SparseMatrix after;

  @BeforeAll
  static void shuffle() {
    golden = Golden.mini();
    GoldenCase c = GoldenCase.of(golden);
    input = new MappingInput(c.species(), c.links(), MappingParams.defaults());
    before = c.links().weights();
    after = shuffled(0);
  }

  @AfterAll
  static void close() {
    golden.close();
  }

  private static SparseMatrix shuffled(int number) {
    return LinkPermutation.of(input).shuffled(RandomStream.of(0, "test", number));
  }

  @Test
  void keepsAllWeightsAndDegreesOfEachSpecies() {
    assertThat(before.entries()).isPositive();
    assertThat(sorted(after.values())).isEqualTo(sorted(before.values()));
    for (int s = 0; s < input.species().size(); s++) {
      assertThat(degrees(after, s)).isEqualTo(degrees(before, s));
    }
  }

  @Test
  void staysSymmetricAndAcrossSpecies() {
    assertThat(after.transpose()).isEqualTo(after);
    assertThat(
            after.filter(
                (a, b, weight) ->
                    input.links().axis().speciesOf(a) == input.links().axis().speciesOf(b)))
        .returns(0, SparseMatrix::entries);
  }

  @Test
  void movesNearlyAllLinks() {
    SparseMatrix kept = after.filter((a, b, weight) -> before.get(a, b) != 0);
    assertThat(kept.entries()).isLessThan(before.entries() / 20);
  }

  @Test
  void keepsAsManyLinksBetweenGenesOfWeight() {
    assertThat(active(before)).isPositive().isLessThan(before.entries());
    assertThat(active(after)).isEqualTo(active(before));
  }

  @Test
  void isTheSameForANumberAndAnotherForAnother() {
    assertThat(shuffled(0)).isEqualTo(after);
    assertThat(shuffled(1)).isNotEqualTo(after);
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static int[] degrees(SparseMatrix links, int species) {
    return IntStream.range(input.links().axis().start(species), input.links().axis().end(species))
        .map(links::rowLength)
        .sorted()
        .toArray();
  }

  /** The number of links that a mapping sees. */
  private static int active(SparseMatrix links) {
    return links.filter((a, b, weight) -> weight(a) > 0 && weight(b) > 0).entries();
  }

  private static double weight(int gene) {
    int s = input.links().axis().speciesOf(gene);
    MappedSpecies species = input.species().get(s);
    return species
        .weights()[input.links().dataGenes().get(s)[gene - input.links().axis().start(s)]];
  }
}
