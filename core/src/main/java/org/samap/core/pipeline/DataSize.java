package org.samap.core.pipeline;

import java.util.Optional;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.CountsLoader;
import org.samap.core.anndata.MatrixSize;

/**
 * How large a species is, as its file tells without being read.
 *
 * @param id of the species
 * @param cells of its matrix
 * @param genes of its matrix
 * @param nonZeros stored values; of a dense matrix an estimate
 * @param finished whether the file holds a finished SAM result
 */
public record DataSize(String id, int cells, int genes, long nonZeros, boolean finished) {

  /**
   * Reads the headers of a file (of a dense matrix also some of its rows).
   *
   * @throws org.samap.core.run.InputException if the file or the matrix named for it cannot be used
   */
  public static DataSize of(SpeciesInput input) {
    try (AnnDataFile file = AnnDataFile.open(input.file())) {
      boolean finished = SpeciesPreparation.isFinished(file.data());
      MatrixSize size = CountsLoader.measure(file, finished ? Optional.of("X") : input.layer());
      return new DataSize(input.id(), size.cells(), size.genes(), size.nonZeros(), finished);
    }
  }
}
