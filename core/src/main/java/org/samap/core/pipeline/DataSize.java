package org.samap.core.pipeline;

import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.counts.MatrixSize;

/**
 * The size of a species, as the headers of its file give it.
 *
 * @param id the id of the species
 * @param cells the rows of its matrix that are used
 * @param genes the columns of its matrix
 * @param nonZeros the number of stored values, estimated for a dense matrix
 * @param readingBytes what its matrix takes besides while it is read
 * @param batches the number of batches between which differences are corrected; 1 if nothing is
 * @param finished whether the file holds a finished SAM result, which is used as it is
 */
public record DataSize(
    String id,
    int cells,
    int genes,
    long nonZeros,
    long readingBytes,
    int batches,
    boolean finished) {

  /** A species in one batch whose matrix of counts is stored by rows. */
  public static DataSize ofCounts(String id, int cells, int genes, long nonZeros) {
    return new DataSize(id, cells, genes, nonZeros, 0, 1, false);
  }

  /** The same, but a finished SAM result. */
  public DataSize asFinished() {
    return new DataSize(id, cells, genes, nonZeros, readingBytes, batches, true);
  }

  public DataSize withReadingBytes(long bytes) {
    return new DataSize(id, cells, genes, nonZeros, bytes, batches, finished);
  }

  public DataSize withBatches(int number) {
    return new DataSize(id, cells, genes, nonZeros, readingBytes, number, finished);
  }

  /**
   * Reads the headers of a file, and some rows of a dense matrix. Cells that are left out for what
   * they lack are not known yet and count; of drawn cells their number is known.
   *
   * @param redoSam whether SAM is run again on a file with a finished result, from the counts in it
   * @throws org.samap.core.run.InputException if the file or the named matrix cannot be used
   */
  public static DataSize of(SpeciesInput input, boolean redoSam) {
    try (SpeciesData data = SpeciesData.open(input)) {
      return of(input, data, redoSam);
    }
  }

  static DataSize of(SpeciesInput input, SpeciesData data, boolean redoSam) {
    Optional<DataFile> made = data.finished();
    boolean finished = made.isPresent() && !redoSam;
    Optional<String> matrix = finished ? Optional.of("X") : input.layer();
    if (made.isPresent() && redoSam) {
      matrix = matrix.or(() -> besideX(made.get().data()));
    }
    List<MatrixSize> sizes = data.sizes(matrix);
    int all = sizes.stream().mapToInt(MatrixSize::cells).sum();
    int cells =
        input.cells().subsample().isEmpty() || finished
            ? all
            : input.draw(data.obs(), 0).orElseThrow().size();
    double share = (double) cells / Math.max(1, all);
    return new DataSize(
        input.id(),
        cells,
        sizes.size() == 1 ? sizes.getFirst().genes() : data.genes(matrix).size(),
        Math.round(share * sizes.stream().mapToLong(MatrixSize::nonZeros).sum()),
        sizes.stream().mapToLong(MatrixSize::readingBytes).max().orElse(0),
        batches(input, data, finished),
        finished);
  }

  private static int batches(SpeciesInput input, SpeciesData data, boolean finished) {
    Optional<String> column =
        finished ? BatchColumn.nameIn(data.finished().orElseThrow().data()) : input.batch();
    return column
        .map(name -> new BatchColumn(input.files().text(), name).of(data.obs()).count())
        .orElse(1);
  }

  /** The layer of counts, if there is one and the file has no {@code raw}. */
  private static Optional<String> besideX(AnnData data) {
    return data.raw().isEmpty() && data.get(Section.LAYERS, "counts").isPresent()
        ? Optional.of("counts")
        : Optional.empty();
  }
}
