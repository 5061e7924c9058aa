package org.samap.core.pipeline;

import java.util.List;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.MatrixReport;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Workers;

/**
 * What the file of a species holds, as a run would see it.
 *
 * @param input the species
 * @param cells how many there are
 * @param matrices what can hold counts, the one that a run takes first
 * @param finished whether the file holds a finished SAM result, which a run takes as it is
 */
public record SpeciesInspection(
    SpeciesInput input, int cells, List<MatrixReport> matrices, boolean finished) {

  public SpeciesInspection {
    matrices = List.copyOf(matrices);
  }

  /**
   * Reads each matrix of the file once.
   *
   * @throws org.samap.core.run.InputException if the file cannot be read
   */
  public static SpeciesInspection of(SpeciesInput input, ExpressionStore store, Workers workers) {
    try (DataFile file = DataFiles.open(input.files().paths().getFirst(), input.reading())) {
      return new SpeciesInspection(
          input,
          file.data().obs().rows(),
          CountsLoader.inspect(file, input.layer(), store, workers),
          SpeciesPreparation.isFinished(file.data()));
    }
  }

  /** The genes of the matrix that a run takes. */
  public List<String> genes() {
    return matrices.getFirst().genes();
  }
}
