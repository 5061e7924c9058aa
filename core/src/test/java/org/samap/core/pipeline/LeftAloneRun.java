package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.SimulatedSpecies;
import org.samap.core.simulate.Simulation;

/**
 * The mapping of simulated species from which some types were taken away before, so that their
 * counterparts are left alone with their nearest relatives.
 */
final class LeftAloneRun {
  private LeftAloneRun() {}

  /**
   * @param removed the types that are taken from a species, by its id
   * @param folder gets {@code data} and {@code run}
   */
  static void map(
      Simulation simulation, Map<String, Set<String>> removed, Path folder, Workers workers) {
    Path data = folder.resolve("data");
    try (OutputFolder files = OutputFolder.prepare(data)) {
      simulation.writeMaps(files.file("maps"));
      for (SimulatedSpecies s : simulation.species()) {
        AnnData kept = without(s, removed.getOrDefault(s.id(), Set.of()), workers);
        AnnDataWriter.write(kept, files.file(s.id() + ".h5ad"), workers);
      }
      files.commit();
    }
    List<SpeciesInput> species =
        simulation.params().species().stream()
            .map(
                id ->
                    SpeciesInput.of(id, data.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    map(species, data.resolve("maps"), folder.resolve("run"), workers);
  }

  private static AnnData without(SimulatedSpecies s, Set<String> removed, Workers workers) {
    int[] cells =
        IntStream.range(0, s.cellNames().size())
            .filter(c -> !removed.contains(s.cellTypes().get(c).name()))
            .toArray();
    HeapExpression.Builder kept = HeapExpression.builder(s.geneNames().size());
    RowCursor row = s.counts(workers).cursor();
    for (int cell : cells) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        kept.add(row.genes()[p], row.values()[p]);
      }
      kept.endCell();
    }
    String[] names = IntStream.of(cells).mapToObj(s.cellNames()::get).toArray(String[]::new);
    String[] types =
        IntStream.of(cells).mapToObj(c -> s.cellTypes().get(c).name()).toArray(String[]::new);
    return AnnData.of(
            DataFrame.of(List.of(names)).with(SimulationFolder.TYPE_COLUMN, Categorical.of(types)),
            DataFrame.of(s.geneNames()))
        .withX(BlockMatrix.of(kept.build()));
  }

  /** Maps without a layout. */
  static void map(List<SpeciesInput> species, Path maps, Path run, Workers workers) {
    RunParams params = RunParams.defaults().withUmap(false).withExpression(false);
    try (OutputFolder results = OutputFolder.prepare(run)) {
      RunFolder files = RunFolder.in(results, params, workers, Progress.silent());
      try (MappingJob.Outcome outcome =
          MappingJob.run(species, maps, params, files, workers, Progress.silent())) {
        files.write(outcome);
      }
      results.commit();
    }
  }
}
