package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.HomologySources;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LabelledCells;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

class LinkedSpeciesFilesTest {
  @TempDir private Path folder;

  @Test
  void readsWhatItHasWritten() {
    try (Workers workers = Workers.of(1)) {
      Simulation simulation =
          Simulation.of(SimulationParams.of(List.of("aa", "bb"), 40, 1).withFamilies(100));
      LinkedSpecies data =
          LinkedSpeciesFiles.simulated(simulation, folder.resolve("maps"), workers);
      assertThat(data.links().edges().entries()).isPositive();
      LinkedSpeciesFiles.Written written =
          LinkedSpeciesFiles.write(data, folder.resolve("data"), workers);
      LinkedSpecies again =
          LinkedSpeciesFiles.read(
              written.species(), written.homology(), workers, Progress.silent());
      assertThat(again.links()).isEqualTo(data.links());
      for (String id : List.of("aa", "bb")) {
        LabelledCells cells = again.of(id);
        assertThat(cells.labels()).hasSize(40).isEqualTo(data.of(id).labels());
        assertThat(cells.cells()).isEqualTo(data.of(id).cells());
        assertThat(cells.genes()).isEqualTo(data.of(id).genes());
        assertThat(row(cells.counts())).isEqualTo(row(data.of(id).counts()));
      }
    }
  }

  /** The last cell. */
  private static Map<Integer, Float> row(Expression counts) {
    RowCursor row = counts.cursor();
    row.read(counts.cells() - 1);
    Map<Integer, Float> values = new HashMap<>();
    for (int p = row.from(); p < row.to(); p++) {
      values.put(row.genes()[p], row.values()[p]);
    }
    return values;
  }

  @Test
  void asksForLabels() {
    try (Workers workers = Workers.of(1)) {
      List<SpeciesInput> species = List.of(SpeciesInput.of("aa", folder.resolve("aa.h5ad")));
      assertThatThrownBy(
              () ->
                  LinkedSpeciesFiles.read(
                      species, HomologySources.ofMaps(folder), workers, Progress.silent()))
          .isInstanceOf(InputException.class)
          .hasMessage("aa has no labels; say where they are");
    }
  }
}
