package org.samap.core.pipeline;

import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.counts.CellDraw;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.MatrixSize;

/**
 * The size of a species, as the headers of its file give it.
 *
 * @param id the id of the species
 * @param cells the rows of its matrix that are used
 * @param genes the columns of its matrix
 * @param nonZeros the number of stored values, estimated for a dense matrix
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
   * Reads the headers of a file, and some rows of a dense matrix. Cells that are left out for what
   * they lack are not known yet and count; of drawn cells their number is known.
   *
   * @param redoSam whether SAM is run again on a file with a finished result, from the counts in it
   * @throws org.samap.core.run.InputException if the file or the named matrix cannot be used
   */
  public static DataSize of(SpeciesInput input, boolean redoSam) {
    try (DataFile file = input.open()) {
      boolean made = SpeciesPreparation.isFinished(file.data());
      boolean finished = made && !redoSam;
      Optional<String> matrix = finished ? Optional.of("X") : input.layer();
      if (made && redoSam) {
        matrix = matrix.or(() -> besideX(file.data()));
      }
      MatrixSize size = CountsLoader.measure(file, matrix);
      int cells =
          finished
              ? size.cells()
              : input.draw(file.data().obs(), 0).map(CellDraw::size).orElse(size.cells());
      double share = (double) cells / Math.max(1, size.cells());
      return new DataSize(
          input.id(),
          cells,
          size.genes(),
          Math.round(share * size.nonZeros()),
          size.byColumns(),
          finished);
    }
  }

  /** The layer of counts, if there is one and the file has no {@code raw}. */
  private static Optional<String> besideX(AnnData data) {
    return data.raw().isEmpty() && data.get(Section.LAYERS, "counts").isPresent()
        ? Optional.of("counts")
        : Optional.empty();
  }
}
