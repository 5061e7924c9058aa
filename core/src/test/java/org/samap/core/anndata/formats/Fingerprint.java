package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * What tells one matrix of counts from another, in sums that are whole numbers.
 *
 * @param cells its rows
 * @param genes its columns
 * @param entries that are not 0
 * @param sum of all
 * @param weighted sum of value x (row + 1) x (column + 1)
 */
record Fingerprint(int cells, int genes, long entries, long sum, long weighted) {

  static Counts load(Path path, ReadOptions options) {
    try (Workers workers = Workers.of(2);
        DataFile file = DataFiles.open(path, options)) {
      return CountsLoader.load(
          file, Optional.empty(), ExpressionStore.heap(), workers, Progress.silent());
    }
  }

  static Fingerprint of(Counts counts) {
    long entries = 0;
    double sum = 0;
    double weighted = 0;
    for (int b = 0; b < counts.counts().blocks(); b++) {
      RowBlock block = counts.counts().block(b);
      entries += block.entries();
      for (int r = 0; r < block.rows(); r++) {
        for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
          float value = block.values()[p];
          sum += value;
          weighted += (double) value * (block.firstCell() + r + 1) * (block.genes()[p] + 1);
        }
      }
    }
    return new Fingerprint(
        counts.counts().cells(), counts.counts().genes(), entries, (long) sum, (long) weighted);
  }

  /** The first and the last name. */
  static List<String> ends(List<String> names) {
    return List.of(names.getFirst(), names.getLast());
  }
}
