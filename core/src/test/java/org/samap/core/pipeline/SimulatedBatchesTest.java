package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.RowBlock;
import org.samap.core.io.OutputFolder;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.SimulatedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** Two batches of one species, of which the second measures every gene its own way. */
@Tag("slow")
class SimulatedBatchesTest {
  private static final List<String> IDS = List.of("aa", "bb");
  private static final int CELLS = 600;

  /** Standard deviation of the natural logarithm of what a gene's counts are multiplied by. */
  private static final double SHIFT = 0.8;

  private static Mapped plain;
  private static Mapped shifted;
  private static Mapped corrected;

  @BeforeAll
  static void map(@TempDir Path folder) {
    Simulation simulation = Simulation.of(SimulationParams.of(IDS, CELLS, 3));
    try (Workers workers = Workers.of(2)) {
      try (OutputFolder files = OutputFolder.prepare(folder)) {
        SimulationFolder.write(simulation, files, workers, Progress.silent());
        files.commit();
      }
      write(simulation.species().getFirst(), 0, folder.resolve("plain.h5ad"), workers);
      write(simulation.species().getFirst(), SHIFT, folder.resolve("shifted.h5ad"), workers);
      plain =
          Mapped.of(
              SpeciesInput.of("aa", folder.resolve("plain.h5ad")), simulation, folder, workers);
      shifted =
          Mapped.of(
              SpeciesInput.of("aa", folder.resolve("shifted.h5ad")), simulation, folder, workers);
      corrected =
          Mapped.of(
              SpeciesInput.of("aa", folder.resolve("shifted.h5ad")).withBatch("donor"),
              simulation,
              folder,
              workers);
    }
  }

  @Test
  void withoutCorrectionNeighboursAreOfOneBatchAndScoresFall() {
    assertThat(plain.ofOtherBatches()).isGreaterThan(0.45);
    assertThat(shifted.ofOtherBatches()).isLessThan(0.05);
    assertThat(mean(plain.sharedScores()) - mean(shifted.sharedScores())).isGreaterThan(0.05);
  }

  @Test
  void correctionMixesBatchesAndKeepsTypesApart() {
    assertThat(corrected.ofOtherBatches()).isGreaterThan(0.45);
    assertThat(corrected.ofOtherTypes()).isLessThan(0.01);
  }

  @Test
  void correctionGivesTheScoresThatThereWouldBeWithoutTheShift() {
    assertThat(plain.sharedScores()).hasSize(8);
    assertThat(corrected.sharedScores()).containsExactly(plain.sharedScores(), within(0.03));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Odd cells are of the second donor. */
  private static void write(SimulatedSpecies s, double shift, Path file, Workers workers) {
    RandomStream random = RandomStream.of(5, "shift", 0);
    double[] factors =
        IntStream.range(0, s.geneNames().size())
            .mapToDouble(_ -> StrictMath.exp(shift * random.nextGaussian()))
            .toArray();
    List<RowBlock> blocks = new ArrayList<>();
    for (RowBlock block : s.blocks(workers, Progress.Silent.INSTANCE)) {
      blocks.add(shifted(block, factors));
    }
    String[] types = s.cellTypes().stream().map(CellType::name).toArray(String[]::new);
    String[] donors =
        IntStream.range(0, s.cells()).mapToObj(c -> "D" + c % 2).toArray(String[]::new);
    AnnDataWriter.write(
        AnnData.of(
                DataFrame.of(s.cellNames())
                    .with("cell_type", Categorical.of(types))
                    .with("donor", Categorical.of(donors)),
                DataFrame.of(s.geneNames()))
            .withX(new BlockMatrix(s.cells(), s.geneNames().size(), 0, blocks)),
        file,
        workers);
  }

  private static RowBlock shifted(RowBlock block, double[] factors) {
    RowBlock.Builder out = RowBlock.builder(block.firstCell(), block.rows());
    for (int r = 0; r < block.rows(); r++) {
      int cell = block.firstCell() + r;
      RandomStream random = RandomStream.of(5, "rounding", cell);
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        double factor = cell % 2 == 0 ? 1 : factors[block.genes()[p]];
        double count = block.values()[p] * factor;
        out.add(
            block.genes()[p], (float) Math.floor(count + (factor == 1 ? 0 : random.nextDouble())));
      }
      out.endRow();
    }
    return out.build();
  }

  private record Mapped(SparseMatrix neighbours, MappingScores scores, Simulation simulation) {

    static Mapped of(SpeciesInput aa, Simulation simulation, Path folder, Workers workers) {
      LabelSource types = new LabelSource.Column("cell_type");
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              List.of(
                  aa.withLabels(types),
                  SpeciesInput.of("bb", folder.resolve("bb.h5ad")).withLabels(types)),
              folder.resolve("maps"),
              RunParams.defaults().withUmap(false),
              new MappingJob.Listener() {},
              workers,
              Progress.silent())) {
        return new Mapped(
            outcome.species().getFirst().mapped().connectivities(), outcome.scores(), simulation);
      }
    }

    /** The share of a cell's neighbours that are of the other batch. */
    double ofOtherBatches() {
      return share((c, other) -> c % 2 != other % 2);
    }

    double ofOtherTypes() {
      List<CellType> types = simulation.species().getFirst().cellTypes();
      return share((c, other) -> !types.get(c).equals(types.get(other)));
    }

    private double share(BiPredicate<Integer, Integer> counted) {
      long found = 0;
      long all = 0;
      for (int c = 0; c < neighbours.rows(); c++) {
        for (int p = neighbours.offset(c); p < neighbours.offset(c + 1); p++) {
          int other = neighbours.index(p);
          found += counted.test(c, other) ? 1 : 0;
          all += other == c ? 0 : 1;
        }
      }
      return (double) found / all;
    }

    /** The score of every shared type with itself in the other species. */
    double[] sharedScores() {
      List<String> nodes = scores.names();
      return simulation.species().getFirst().types().stream()
          .filter(type -> type.kind() == CellType.Kind.SHARED)
          .mapToDouble(
              type ->
                  scores
                      .scores()[nodes.indexOf("aa_" + type.name())][
                      nodes.indexOf("bb_" + type.name())])
          .toArray();
    }
  }
}
