package org.samap.core.peaks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.genome.Chromosomes;
import org.samap.core.genome.GeneModels;
import org.samap.core.genome.Place;
import org.samap.core.genome.SortedSpans;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Links peaks to the genes whose promoters are open in the same cells. The weight of a peak and a
 * gene is the largest Pearson correlation of the peak with a peak at the promoter, over all cells
 * or groups of cells, of log(1 + 10,000 x count / counts of the cell); it is 1 for the peaks at the
 * promoter themselves. ArchR takes groups of similar cells (Granja et al. 2021,
 * doi:10.1038/s41588-021-00790-6); single cells have few counts, so their correlations are small.
 *
 * @param upstream a promoter is this many bases before a gene (2,000)
 * @param window the largest distance of the middle of a peak to that of one at a promoter (150,000)
 * @param least links of a smaller correlation are left out, 0 to 1 (0.1 over cells)
 */
public record CoAccessibility(int upstream, int window, double least) {
  private static final double SCALE = 1e4;
  private static final int FEWEST = 5;

  public CoAccessibility {
    LinkRule.require("upstream", upstream, 0);
    LinkRule.require("window", window, 1);
    if (!(least >= 0 && least <= 1)) {
      throw InputException.about(
          "min_correlation", "min_correlation is " + least + "; give a number from 0 to 1");
    }
  }

  /**
   * One pass over the counts: O(counts x peaks in a window). Memory: 16 bytes a thread for every
   * peak in the window of one at a promoter.
   *
   * @param counts cells or groups of cells x features
   * @param progress is told what matches and what does not
   * @throws InputException if there are fewer than 5 rows, or no promoter has a peak
   */
  public FeatureLinks link(
      Peaks peaks,
      Expression counts,
      GeneModels genes,
      GeneNames naming,
      Workers workers,
      Progress progress) {
    if (counts.cells() < FEWEST) {
      throw new InputException(
          "co-accessibility is a correlation over cells or groups of cells, but there are %d; give at least %d"
              .formatted(counts.cells(), FEWEST));
    }
    Map<String, SortedSpans<Peak>> byChromosome = PeakLinker.byChromosome(peaks, genes, progress);
    List<List<Peak>> promoters = promoters(genes, byChromosome);
    SparseMatrix pairs = pairs(peaks, promoters, byChromosome);
    Sums sums =
        progress.run(
            "co-accessibility",
            counts.cells(),
            phase ->
                counts.reduceRanges(
                    workers,
                    (cursor, from, to) -> {
                      Sums part = Sums.of(pairs);
                      part.add(cursor, from, to, pairs);
                      phase.advance(to - from);
                      return part;
                    },
                    Sums.of(pairs),
                    Sums::merge));
    FeatureLinks.Builder links = FeatureLinks.builder(peaks.features(), genes.names(naming));
    for (int g = 0; g < promoters.size(); g++) {
      for (Peak promoter : promoters.get(g)) {
        int q = promoter.feature();
        links.add(q, g, 1);
        for (int p = pairs.offset(q); p < pairs.offset(q + 1); p++) {
          double r = sums.correlation(q, pairs.index(p), p, counts.cells());
          links.add(pairs.index(p), g, r < least ? 0 : Math.min(1, r));
        }
      }
    }
    return links.build();
  }

  /** The peaks at the promoter of each gene. */
  private List<List<Peak>> promoters(
      GeneModels genes, Map<String, SortedSpans<Peak>> byChromosome) {
    List<List<Peak>> promoters = new ArrayList<>();
    boolean any = false;
    for (int g = 0; g < genes.genes().size(); g++) {
      Place place = genes.genes().get(g).place();
      SortedSpans<Peak> near = byChromosome.get(Chromosomes.plain(place.chromosome()));
      promoters.add(near == null ? List.of() : near.touching(place.promoter(upstream)));
      any |= !promoters.getLast().isEmpty();
    }
    if (!any) {
      throw new InputException(
          "no peak lies at the promoter of a gene of %s; check that both are of one genome assembly"
              .formatted(genes.file()));
    }
    return promoters;
  }

  /** Features x features: for a peak at a promoter those in its window. */
  private SparseMatrix pairs(
      Peaks peaks, List<List<Peak>> promoters, Map<String, SortedSpans<Peak>> byChromosome) {
    FeatureLinks.Builder pairs = FeatureLinks.builder(peaks.features(), peaks.features());
    SortedSpans<Peak> none = SortedSpans.of(List.of(), Peak::span);
    boolean[] seen = new boolean[peaks.features().size()];
    for (List<Peak> ofGene : promoters) {
      for (Peak promoter : ofGene) {
        if (!seen[promoter.feature()]) {
          seen[promoter.feature()] = true;
          int middle = promoter.span().middle();
          SortedSpans<Peak> near =
              byChromosome.getOrDefault(Chromosomes.plain(promoter.chromosome()), none);
          for (Peak peak : near.touching(promoter.span().widened(window))) {
            if (Math.abs((long) peak.span().middle() - middle) <= window) {
              pairs.add(promoter.feature(), peak.feature(), 1);
            }
          }
        }
      }
    }
    return pairs.build().weights();
  }

  /** Sums over cells: of x and its square for every feature, of x y for every pair. */
  private record Sums(double[] x, double[] xx, double[] xy) {
    static Sums of(SparseMatrix pairs) {
      return new Sums(
          new double[pairs.rows()], new double[pairs.rows()], new double[pairs.entries()]);
    }

    void add(RowCursor cells, int from, int to, SparseMatrix pairs) {
      double[] open = new double[x.length];
      for (int cell = from; cell < to; cell++) {
        cells.read(cell);
        double total = 0;
        for (int c = cells.from(); c < cells.to(); c++) {
          total += cells.values()[c];
        }
        for (int c = cells.from(); c < cells.to(); c++) {
          double value = StrictMath.log1p(SCALE * cells.values()[c] / total);
          int feature = cells.genes()[c];
          open[feature] = value;
          x[feature] += value;
          xx[feature] += value * value;
        }
        for (int c = cells.from(); c < cells.to(); c++) {
          int q = cells.genes()[c];
          for (int p = pairs.offset(q); p < pairs.offset(q + 1); p++) {
            xy[p] += open[q] * open[pairs.index(p)];
          }
        }
        for (int c = cells.from(); c < cells.to(); c++) {
          open[cells.genes()[c]] = 0;
        }
      }
    }

    static void merge(Sums all, Sums part) {
      add(all.x, part.x);
      add(all.xx, part.xx);
      add(all.xy, part.xy);
    }

    private static void add(double[] to, double[] values) {
      for (int i = 0; i < to.length; i++) {
        to[i] += values[i];
      }
    }

    /** 0 if one of the two is constant. */
    double correlation(int a, int b, int pair, int n) {
      double cov = xy[pair] / n - x[a] / n * (x[b] / n);
      double varA = xx[a] / n - x[a] / n * (x[a] / n);
      double varB = xx[b] / n - x[b] / n * (x[b] / n);
      return varA <= 0 || varB <= 0 ? 0 : cov / Math.sqrt(varA * varB);
    }
  }
}
