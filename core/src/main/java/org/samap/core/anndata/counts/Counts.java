package org.samap.core.anndata.counts;

import java.util.List;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.Expression;
import org.samap.core.run.InputException;

/**
 * The counts of one species, in memory.
 *
 * @param origin the file and the matrix in it, for messages
 * @param cells distinct names, one for each row
 * @param genes distinct names, one for each column
 * @param counts cells x genes: finite, no negative values, no stored zeros
 * @param obs the table of the cells, row by row
 */
public record Counts(
    String origin, List<String> cells, List<String> genes, Expression counts, DataFrame obs) {
  public Counts {
    if (cells.size() != counts.cells()
        || genes.size() != counts.genes()
        || obs.rows() != counts.cells()) {
      throw new IllegalArgumentException("names and counts of different lengths");
    }
  }

  /**
   * The labels of the cells in a column of obs.
   *
   * @throws InputException if there is no such column
   */
  public List<String> labels(String column) {
    try {
      return obs.labels(column);
    } catch (InputException e) {
      throw new InputException(origin + ": obs: " + e.getMessage(), e);
    }
  }
}
