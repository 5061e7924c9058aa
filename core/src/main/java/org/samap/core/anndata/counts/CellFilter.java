package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.samap.core.run.InputException;

/**
 * Which cells of a species are used. A cell without counts never is: it is equally near to all
 * others, and would align best.
 *
 * @param minCounts the least sum of a cell's counts
 * @param minGenes the least number of genes with counts
 * @param subsample the most cells of each label, drawn at random; all if there is none
 */
public record CellFilter(int minCounts, int minGenes, OptionalInt subsample) {
  private static final CellFilter NONE = new CellFilter(0, 0, OptionalInt.empty());

  public CellFilter {
    require("min_counts", minCounts, 0);
    require("min_genes", minGenes, 0);
    subsample.ifPresent(most -> require("subsample", most, 1));
  }

  private static void require(String parameter, int value, int least) {
    if (value < least) {
      throw InputException.about(
          parameter,
          "%s is %d; give a whole number of at least %d".formatted(parameter, value, least));
    }
  }

  /** Uses every cell that has counts. */
  public static CellFilter none() {
    return NONE;
  }

  public CellFilter withMinCounts(int least) {
    return new CellFilter(least, minGenes, subsample);
  }

  public CellFilter withMinGenes(int least) {
    return new CellFilter(minCounts, least, subsample);
  }

  public CellFilter withSubsample(int most) {
    return new CellFilter(minCounts, minGenes, OptionalInt.of(most));
  }

  /** The name of a parameter that leaves out cells, if one does. */
  public Optional<String> parameter() {
    return minCounts > 0
        ? Optional.of("min_counts")
        : minGenes > 0
            ? Optional.of("min_genes")
            : subsample.isPresent() ? Optional.of("subsample") : Optional.empty();
  }

  /** What cells have that are left out: {@code fewer than 500 counts or 200 genes}. */
  public String limits() {
    List<String> limits = new ArrayList<>();
    if (minCounts > 0) {
      limits.add("%,d counts".formatted(minCounts));
    }
    if (minGenes > 0) {
      limits.add("%,d genes".formatted(minGenes));
    }
    return "fewer than " + String.join(" or ", limits);
  }

  boolean keeps(double counts, int genes) {
    // A sum of scaled values can be negative, or not a number: that is for others to refuse.
    return genes > 0 && (minCounts == 0 || counts >= minCounts) && genes >= minGenes;
  }
}
