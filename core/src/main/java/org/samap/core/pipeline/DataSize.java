package org.samap.core.pipeline;

import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.MatrixSize;

/**
 * How large a species is, as its file tells without being read.
 *
 * @param id of the species
 * @param cells of its matrix
 * @param genes of its matrix
 * @param nonZeros stored values; of a dense matrix an estimate
 * @param byColumns whether its matrix is stored by compressed columns
 * @param finished whether the file holds a finished SAM result, which is used as it is
 */
public record DataSize(
    String id, int cells, int genes, long nonZeros, boolean byColumns, boolean finished) {

  /** A species whose matrix of counts is stored by rows. */
  public static DataSize ofCounts(String id, int cells, int genes, long nonZeros) {
    return new DataSize(id, cells, genes, nonZeros, false, false);
  }

  /**
   * Reads the headers of a file (of a dense matrix also some of its rows).
   *
   * @param redoSam whether a finished SAM result is made anew, from the counts beside it
   * @throws org.samap.core.run.InputException if the file or the matrix named for it cannot be used
   */
  public static DataSize of(SpeciesInput input, boolean redoSam) {
    try (AnnDataFile file = AnnDataFile.open(input.file())) {
      boolean made = SpeciesPreparation.isFinished(file.data());
      boolean finished = made && !redoSam;
      Optional<String> matrix = finished ? Optional.of("X") : input.layer();
      if (made && redoSam) {
        matrix = matrix.or(() -> besideX(file.data()));
      }
      MatrixSize size = CountsLoader.measure(file, matrix);
      return new DataSize(
          input.id(), size.cells(), size.genes(), size.nonZeros(), size.byColumns(), finished);
    }
  }

  /** The layer of counts, where X is preprocessed and there is no raw. */
  private static Optional<String> besideX(AnnData data) {
    return data.raw().isEmpty() && data.get(Section.LAYERS, "counts").isPresent()
        ? Optional.of("counts")
        : Optional.empty();
  }
}
