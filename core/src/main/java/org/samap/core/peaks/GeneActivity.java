package org.samap.core.peaks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The activity of genes in cells: for a cell c and a gene g the sum over its peaks p of count(c, p)
 * x weight(p, g). With weights of 1 these are counts.
 *
 * @param genes the genes that have a peak, in the order of the links
 * @param peaks the number of peaks of each
 * @param activity cells x genes
 */
public record GeneActivity(List<String> genes, int[] peaks, Expression activity) {

  /**
   * One pass over the counts: O(counts x links of a peak). Memory of the result, in the store, and
   * of two blocks of cells a thread.
   *
   * @param counts cells x features
   * @param links of the same features
   * @param phase counts the cells
   */
  public static GeneActivity of(
      Expression counts,
      FeatureLinks links,
      ExpressionStore store,
      Workers workers,
      Progress.Phase phase) {
    if (counts.genes() != links.features().size()) {
      throw new IllegalArgumentException(
          "%d features of counts, %d of links".formatted(counts.genes(), links.features().size()));
    }
    int[] peaksOf = new int[links.genes().size()];
    for (int p = 0; p < links.weights().entries(); p++) {
      peaksOf[links.weights().index(p)]++;
    }
    int[] kept = IntStream.range(0, peaksOf.length).filter(g -> peaksOf[g] > 0).toArray();
    int[] place = new int[peaksOf.length];
    for (int g = 0; g < kept.length; g++) {
      place[kept[g]] = g;
    }
    ExpressionStore.Builder blocks =
        store.builder(counts.cells(), kept.length, (long) counts.cells() * kept.length);
    phase.expect(counts.cells());
    workers.forEach(
        counts.blocks(),
        b -> {
          blocks.put(block(counts, b, links.weights(), place, kept.length));
          phase.advance(counts.endCell(b) - counts.firstCell(b));
        });
    return new GeneActivity(
        Arrays.stream(kept).mapToObj(links.genes()::get).toList(),
        Arrays.stream(kept).map(g -> peaksOf[g]).toArray(),
        blocks.build());
  }

  private static RowBlock block(
      Expression counts, int b, SparseMatrix weights, int[] place, int genes) {
    double[] sums = new double[genes];
    int[] touched = new int[genes];
    RowCursor cursor = counts.cursor();
    int first = counts.firstCell(b);
    RowBlock.Builder rows = RowBlock.builder(first, counts.endCell(b) - first);
    for (int cell = first; cell < counts.endCell(b); cell++) {
      cursor.read(cell);
      int size = 0;
      for (int c = cursor.from(); c < cursor.to(); c++) {
        int peak = cursor.genes()[c];
        for (int p = weights.offset(peak); p < weights.offset(peak + 1); p++) {
          int gene = place[weights.index(p)];
          if (sums[gene] == 0) {
            touched[size++] = gene;
          }
          sums[gene] += cursor.values()[c] * (double) weights.value(p);
        }
      }
      Arrays.sort(touched, 0, size);
      for (int t = 0; t < size; t++) {
        rows.add(touched[t], (float) sums[touched[t]]);
        sums[touched[t]] = 0;
      }
      rows.endRow();
    }
    return rows.build();
  }
}
