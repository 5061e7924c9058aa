package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LabelledCells;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;
import org.samap.core.simulate.Stress;
import org.samap.core.simulate.TypeOrigin;
import org.samap.core.simulate.TypeTruth;

class TransferCountsTest {
  private static final int CELLS = 60;
  private static final Simulation SIMULATION =
      Simulation.of(
          SimulationParams.of(List.of("aa", "bb"), CELLS, 1)
              .withFamilies(50)
              .withTypes(new SimulationParams.Types(3, 0, 0, 1)));

  private final StressedCase stressed;

  TransferCountsTest(@TempDir Path folder) {
    try (Workers workers = Workers.of(1)) {
      LinkedSpecies all = LinkedSpeciesFiles.simulated(SIMULATION, folder, workers);
      LinkedSpecies lost = new Stress.WithoutTypes("bb", Set.of("type2")).on(all, 0);
      stressed =
          new StressedCase(
              "made-up", "full", 0, lost, TypeTruth.of(TypeOrigin.of(SIMULATION), all, lost, 1));
    }
  }

  @Test
  void countsTrueLabelsAndLabelsOfTypesWithoutACounterpart() {
    String right = EvidenceTable.permille(cells("type0"), cells("type0") + cells("type1"));
    assertThat(counted(edgesToFirst("type0"), 0.5).byRule().rows())
        .containsExactly(List.of("made-up", "samap", "rule", "100.0 %", right, "100.0 %"));
  }

  @Test
  void countsNoCellThatGetsNoLabel() {
    SparseMatrix none = SparseMatrix.empty(total(), total());
    assertThat(counted(none, 0).byCase("rule", "rule").rows())
        .containsExactly(List.of("made-up", "full", "0.0 %", "-", "0.0 %", "-", "-", "-"));
    assertThat(counted(none, 0).byCase("other rule", "rule").rows()).isEmpty();
  }

  /** The cells of a type in both species. */
  private long cells(String type) {
    return stressed.species().species().stream()
        .flatMap(s -> s.labels().stream())
        .filter(type::equals)
        .count();
  }

  private int total() {
    return stressed.species().species().stream().mapToInt(s -> s.cells().size()).sum();
  }

  /** An edge from every cell to the first cell of a type of the other species. */
  private SparseMatrix edgesToFirst(String type) {
    List<LabelledCells> species = stressed.species().species();
    SparseMatrix.Builder edges = SparseMatrix.builder(total(), total());
    for (int s = 0; s < 2; s++) {
      int to = species.get(1 - s).labels().indexOf(type) + (s == 0 ? CELLS : 0);
      for (String _ : species.get(s).labels()) {
        edges.add(to, 1);
        edges.endRow();
      }
    }
    return edges.build();
  }

  private TransferCounts counted(SparseMatrix edges, double threshold) {
    List<LabelledCells> species = stressed.species().species();
    CellLabels labels =
        CellLabels.of(List.of("aa", "bb"), species.stream().map(LabelledCells::labels).toList());
    MethodResult result = new MethodResult("samap", labels, edges, 1, Map.of());
    TransferCounts counts = new TransferCounts();
    counts.add(
        stressed,
        result,
        "rule",
        LabelTransfer.of(
            edges,
            labels,
            1,
            LabelTransfer.Params.defaults().withThreshold(threshold),
            LabelTransfer.Matches.UNKNOWN));
    return counts;
  }
}
