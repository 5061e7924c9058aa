package org.samap.core.analysis.statistics;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * Sums of the ranks of each group's cells, for every gene, from which the Wilcoxon rank-sum test is
 * computed. The cells of all groups are ranked together by their expression of a gene; ties share
 * their average rank. Cells without a group are ignored.
 *
 * <p>Expression is stored by cells, so it is transposed one tile of genes at a time. A stored value
 * and the group of its cell are packed into one long that sorts by value. Sorting the longs of a
 * gene ranks its values, and one pass adds up the ranks of all groups. Zeros are one run of ties,
 * which is counted and never stored.
 *
 * <p>Time: O(entries log cells) and a pass over the cells for each tile. Memory: one byte per
 * entry, at most 512 MiB.
 */
public final class RankSums {
  private static final int MOST_STRIPES = 16;
  private static final int GENES_OF_TASK = 32;
  private static final int LEAST_TILE = 1 << 22;
  private static final int MOST_TILE = 1 << 26;

  private final Expression x;
  private final int[] groupOfCell;
  private final int[] sizes;
  private final Workers workers;

  /** The number of cells in a stripe, which one task fills. */
  private final int stripe;

  private final Receiver taker;

  /**
   * @param groupOfCell the group of every cell; -1 for cells that are left out
   * @param groups the number of groups
   */
  private RankSums(Expression x, int[] groupOfCell, int groups, Workers workers, Receiver taker) {
    this.x = x;
    this.groupOfCell = groupOfCell;
    this.sizes = new int[groups];
    for (int g : groupOfCell) {
      if (g >= 0) {
        sizes[g]++;
      }
    }
    this.workers = workers;
    this.stripe = Math.max(1, Math.ceilDiv(x.cells(), MOST_STRIPES));
    this.taker = taker;
  }

  /** Receives the result for each gene, from many threads at once. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * @param rankSums the rank sum of each group; reused, so it must be copied to be kept
     * @param expressing the number of cells of each group with a value other than 0; reused
     *     likewise
     */
    void take(int gene, double[] rankSums, int[] expressing);
  }

  public static void of(
      Expression x, int[] groupOfCell, int groups, Workers workers, Receiver taker) {
    new RankSums(x, groupOfCell, groups, workers, taker).run();
  }

  private void run() {
    int[][] counts = counts();
    long total = 0;
    for (int[] ofStripe : counts) {
      total += Arrays.stream(ofStripe).asLongStream().sum();
    }
    long tile = Math.clamp(total / 8, LEAST_TILE, MOST_TILE);
    int from = 0;
    while (from < x.genes()) {
      long entries = ofGene(counts, from);
      int to = from + 1;
      while (to < x.genes() && entries + ofGene(counts, to) <= tile) {
        entries += ofGene(counts, to++);
      }
      rank(from, to, counts, new long[Math.toIntExact(entries)]);
      from = to;
    }
  }

  private static long ofGene(int[][] counts, int gene) {
    long n = 0;
    for (int[] ofStripe : counts) {
      n += ofStripe[gene];
    }
    return n;
  }

  /** The number of entries of each gene in each stripe of cells. */
  private int[][] counts() {
    int[][] counts = new int[Math.ceilDiv(x.cells(), stripe)][x.genes()];
    forEntries(0, x.genes(), (s, gene, group, value) -> counts[s][gene]++);
    return counts;
  }

  /** Works on one entry. */
  @FunctionalInterface
  private interface EntryWork {
    void accept(int stripe, int gene, int group, float value);
  }

  private void forEntries(int fromGene, int toGene, EntryWork work) {
    workers.forRanges(
        x.cells(),
        stripe,
        (from, to) -> {
          RowCursor row = x.cursor();
          for (int cell = from; cell < to; cell++) {
            int group = groupOfCell[cell];
            if (group < 0) {
              continue;
            }
            row.read(cell);
            int[] genes = row.genes();
            float[] values = row.values();
            for (int p = first(row, fromGene); p < row.to() && genes[p] < toGene; p++) {
              if (values[p] != 0) {
                work.accept(from / stripe, genes[p], group, values[p]);
              }
            }
          }
        });
  }

  private static int first(RowCursor row, int gene) {
    if (gene == 0) {
      return row.from();
    }
    int p = Arrays.binarySearch(row.genes(), row.from(), row.to(), gene);
    return p < 0 ? -p - 1 : p;
  }

  /** Ranks the genes [from, to), using {@code entries}, which has room for all their entries. */
  private void rank(int from, int to, int[][] counts, long[] entries) {
    int[][] next = new int[counts.length][to - from];
    int[] starts = new int[to - from + 1];
    int at = 0;
    for (int g = 0; g < to - from; g++) {
      starts[g] = at;
      for (int s = 0; s < counts.length; s++) {
        next[s][g] = at;
        at += counts[s][from + g];
      }
    }
    starts[to - from] = at;
    forEntries(
        from, to, (s, gene, group, value) -> entries[next[s][gene - from]++] = key(value, group));
    workers.forRanges(
        to - from,
        GENES_OF_TASK,
        (first, end) -> {
          Ranking ranking = new Ranking(sizes);
          for (int g = first; g < end; g++) {
            Arrays.sort(entries, starts[g], starts[g + 1]);
            ranking.read(entries, starts[g], starts[g + 1]);
            taker.take(from + g, ranking.rankSums, ranking.expressing);
          }
        });
  }

  /** A long that sorts like the value; its lower half is the group. */
  private static long key(float value, int group) {
    int bits = Float.floatToIntBits(value);
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ordered << 32) | group;
  }

  /** Computes the rank sums of one gene after another. */
  private static final class Ranking {
    private final int[] sizes;
    private final long cells;
    private final double[] rankSums;
    private final int[] expressing;

    Ranking(int[] sizes) {
      this.sizes = sizes;
      this.cells = Arrays.stream(sizes).asLongStream().sum();
      this.rankSums = new double[sizes.length];
      this.expressing = new int[sizes.length];
    }

    void read(long[] entries, int from, int to) {
      Arrays.fill(rankSums, 0);
      Arrays.fill(expressing, 0);
      long zeros = cells - (to - from);
      long before = 0; // cells of lower expression
      double rankOfZero = 0;
      boolean passedZero = false;
      for (int p = from; p < to; ) {
        long value = entries[p] >> 32;
        if (!passedZero && value > 0) {
          rankOfZero = before + (zeros + 1) / 2.0;
          before += zeros;
          passedZero = true;
        }
        int end = p + 1;
        while (end < to && entries[end] >> 32 == value) {
          end++;
        }
        double rank = before + (end - p + 1) / 2.0;
        before += end - p;
        for (; p < end; p++) {
          int group = (int) entries[p];
          rankSums[group] += rank;
          expressing[group]++;
        }
      }
      if (!passedZero) {
        rankOfZero = before + (zeros + 1) / 2.0;
      }
      for (int g = 0; g < sizes.length; g++) {
        rankSums[g] += rankOfZero * (sizes[g] - expressing[g]);
      }
    }
  }
}
