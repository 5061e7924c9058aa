package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.expression.RowBlock;

class SimulatedPeaksTest {
  private static final int CELLS = 1100; // two blocks

  private static SimulatedSpecies species() {
    return Simulation.of(SimulationParams.of(List.of("aa", "bb"), CELLS, 1).withFamilies(200))
        .species()
        .getFirst();
  }

  private static List<RowBlock> blocks(SimulatedPeaks peaks) {
    List<RowBlock> blocks = new ArrayList<>();
    peaks.blocks().forEach(blocks::add);
    return blocks;
  }

  @Test
  void areAFunctionOfTheSimulation() {
    SimulatedPeaks peaks = species().peaks();
    SimulatedPeaks again = species().peaks();
    assertThat(again.genes()).isEqualTo(peaks.genes());
    assertThat(again.names()).isEqualTo(peaks.names());
    List<RowBlock> expected = blocks(peaks);
    List<RowBlock> actual = blocks(again);
    assertThat(actual).hasSize(2).hasSameSizeAs(expected);
    for (int b = 0; b < 2; b++) {
      assertThat(actual.get(b).offsets()).isEqualTo(expected.get(b).offsets());
      assertThat(actual.get(b).genes()).isEqualTo(expected.get(b).genes());
      assertThat(actual.get(b).values()).isEqualTo(expected.get(b).values());
    }
    assertThat(new HashSet<>(peaks.names())).hasSameSizeAs(peaks.names());
  }

  @Test
  void lieAtTheStartsOfTheirGenes() {
    SimulatedPeaks peaks = species().peaks();
    for (SimulatedPeaks.SimulatedGene gene : peaks.genes()) {
      int peak =
          peaks
              .names()
              .indexOf(
                  "chr%d:%d-%d"
                      .formatted(gene.chromosome(), gene.first() - 250, gene.first() + 250));
      assertThat(peaks.geneOf(peak)).isEqualTo(gene.name());
    }
    assertThat(peaks.names()).hasSizeGreaterThan(peaks.genes().size());
  }

  /** A peak is open in most cells with many counts of its gene, and in few of the others. */
  @Test
  void areOpenWhereTheirGenesAreExpressed() {
    SimulatedSpecies species = species();
    SimulatedPeaks peaks = species.peaks();
    List<String> names = species.geneNames();
    int[] geneOf =
        IntStream.range(0, peaks.names().size()).map(p -> names.indexOf(peaks.geneOf(p))).toArray();
    List<RowBlock> open = blocks(peaks);
    long[] cells = new long[2]; // with few and with many counts of the gene
    long[] opened = new long[2];
    for (int b = 0; b < open.size(); b++) {
      RowBlock expressed = species.block(b);
      assertThat(open.get(b).rows()).isEqualTo(expressed.rows());
      for (int r = 0; r < expressed.rows(); r++) {
        float[] counts = row(expressed, r, names.size());
        float[] here = row(open.get(b), r, geneOf.length);
        for (int p = 0; p < here.length; p += 7) {
          if (geneOf[p] >= 0) {
            int many = counts[geneOf[p]] >= 3 ? 1 : 0;
            cells[many]++;
            opened[many] += here[p] > 0 ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) opened[1] / cells[1]).isGreaterThan(0.6);
    assertThat((double) opened[0] / cells[0]).isLessThan(0.4);
  }

  private static float[] row(RowBlock block, int r, int columns) {
    float[] dense = new float[columns];
    for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
      dense[block.genes()[p]] = block.values()[p];
    }
    return dense;
  }
}
