package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.io.OutputFolder;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/**
 * A mapping of simulated species, of which the truth is known.
 *
 * @param simulation the species
 * @param graphs the stitched graph of every iteration
 * @param labels the planted types
 * @param scores of the last iteration
 */
record SimulatedRun(
    Simulation simulation, List<SparseMatrix> graphs, CellLabels labels, MappingScores scores) {

  /**
   * @param folder where the species are written
   */
  static SimulatedRun of(
      SimulationParams simulated, RunParams params, Path folder, Workers workers) {
    Simulation simulation = Simulation.of(simulated);
    try (OutputFolder files = OutputFolder.prepare(folder)) {
      SimulationFolder.write(simulation, files, workers, Progress.silent());
      files.commit();
    }
    List<SpeciesInput> species =
        simulated.species().stream()
            .map(
                id ->
                    SpeciesInput.of(id, folder.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    List<SparseMatrix> graphs = new ArrayList<>();
    try (MappingJob.Outcome outcome =
        MappingJob.run(
            species,
            folder.resolve("maps"),
            params.withUmap(false),
            new MappingJob.Listener() {
              @Override
              public void iterated(int iteration, SparseMatrix graph) {
                graphs.add(graph);
              }
            },
            workers,
            Progress.silent())) {
      return new SimulatedRun(
          simulation,
          graphs,
          CellLabels.of(
              simulated.species(),
              outcome.species().stream().map(PreparedSpecies::labels).toList()),
          outcome.scores());
    }
  }

  /** The names of the types of a kind that a species has. */
  List<String> types(int species, CellType.Kind kind) {
    return simulation.species().get(species).types().stream()
        .filter(type -> type.kind() == kind)
        .map(CellType::name)
        .toList();
  }
}
