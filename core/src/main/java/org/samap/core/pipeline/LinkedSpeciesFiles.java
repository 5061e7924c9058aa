package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LabelledCells;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Simulation;

/**
 * Reads and writes species with labelled cells and the links between their genes, so that a stress
 * can be put on simulated and measured data, and the result mapped like any other.
 */
public final class LinkedSpeciesFiles {
  private static final String LINKS = "links.graph";

  private LinkedSpeciesFiles() {}

  /**
   * Reads species with labels. All counts are kept in memory.
   *
   * @param species with the source of their labels; clusters and batches have no effect
   * @throws InputException if a file cannot be used or a species has no source of labels
   */
  public static LinkedSpecies read(
      List<SpeciesInput> species, HomologySources homology, Workers workers, Progress progress) {
    List<LabelledCells> cells =
        species.stream().map(input -> cells(input, workers, progress)).toList();
    List<String> ids = species.stream().map(SpeciesInput::id).toList();
    return new LinkedSpecies(
        cells, homology.read(ids, HomologyParams.defaults(), workers, progress).graph());
  }

  private static LabelledCells cells(SpeciesInput input, Workers workers, Progress progress) {
    LabelSource labels =
        input
            .labels()
            .orElseThrow(
                () -> new InputException(input.id() + " has no labels; say where they are"));
    try (SpeciesData data = SpeciesData.open(input)) {
      Counts counts = data.load(ExpressionStore.heap(), 0, workers, progress);
      return new LabelledCells(
          input.id(),
          counts.cells(),
          counts.genes(),
          labels.labels(input.id(), counts.obs(), progress),
          counts.counts());
    }
  }

  /**
   * The species of a simulation.
   *
   * @param scratch a folder that the search tables are written to
   */
  public static LinkedSpecies simulated(Simulation simulation, Path scratch, Workers workers) {
    simulation.writeMaps(scratch);
    HomologyGraph links =
        HomologySources.ofMaps(scratch)
            .read(
                simulation.params().species(),
                HomologyParams.defaults(),
                workers,
                Progress.silent())
            .graph();
    return new LinkedSpecies(
        simulation.species().stream().map(s -> LabelledCells.of(s, workers)).toList(), links);
  }

  /**
   * Writes {@code {id}.h5ad} for every species, with labels in the column {@value
   * SimulationFolder#TYPE_COLUMN}, and the links.
   *
   * @return what a mapping of these files takes
   */
  public static Written write(LinkedSpecies data, Path folder, Workers workers) {
    try (OutputFolder files = OutputFolder.prepare(folder)) {
      for (LabelledCells cells : data.species()) {
        AnnDataWriter.write(annotated(cells), files.file(cells.species() + ".h5ad"), workers);
      }
      data.links().save(files.file(LINKS));
      files.commit();
    }
    return new Written(
        data.ids().stream()
            .map(
                id ->
                    SpeciesInput.of(id, folder.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList(),
        HomologySources.ofSaved(folder.resolve(LINKS)));
  }

  private static AnnData annotated(LabelledCells cells) {
    return AnnData.of(
            DataFrame.of(cells.cells())
                .with(
                    SimulationFolder.TYPE_COLUMN,
                    Categorical.of(cells.labels().toArray(String[]::new))),
            DataFrame.of(cells.genes()))
        .withX(BlockMatrix.of(cells.counts()));
  }

  /** What a mapping takes. */
  public record Written(List<SpeciesInput> species, HomologySources homology) {
    public Written {
      species = List.copyOf(species);
    }
  }
}
