package org.samap.cuda.search;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.neighbors.Neighbors;

/**
 * The nearest rows found so far for each row of a side. Finds of several pieces are merged, by
 * distance and then by index, so their order does not matter. A find that is merged twice counts
 * once. Safe to use from several threads. Memory: 12 bytes for each neighbour.
 */
final class FoundRows {
  private final int rows;
  private final int wanted;
  private final int[] indices;
  private final double[] distances;
  private final int[] sizes;

  /**
   * @param wanted the neighbours kept of each row
   */
  FoundRows(int rows, int wanted) {
    this.rows = rows;
    this.wanted = wanted;
    this.indices = new int[Math.multiplyExact(rows, wanted)];
    this.distances = new double[indices.length];
    this.sizes = new int[rows];
  }

  int wanted() {
    return wanted;
  }

  /**
   * Merges what some rows found in one piece, each the same number of neighbours, nearest first.
   *
   * @param first the first of these rows
   * @param count the number of these rows
   * @param each the number of neighbours of a row
   * @param points the neighbours, as numbers in the piece; -1 from where a row has found no more
   * @param rowOf the rows that the numbers stand for
   */
  synchronized void merge(
      int first, int count, int each, int[] points, double[] away, IntUnaryOperator rowOf) {
    int[] added = new int[each];
    for (int i = 0; i < count; i++) {
      int from = i * each;
      int found = 0;
      while (found < each && points[from + found] >= 0) {
        added[found] = rowOf.applyAsInt(points[from + found]);
        found++;
      }
      int row = first + i;
      if (sizes[row] == 0) {
        System.arraycopy(added, 0, indices, row * wanted, found);
        System.arraycopy(away, from, distances, row * wanted, found);
        sizes[row] = found;
      } else {
        merge(row, found, added, away, from);
      }
    }
  }

  private void merge(int row, int each, int[] rows, double[] away, int from) {
    int begin = row * wanted;
    int[] oldIndices = Arrays.copyOfRange(indices, begin, begin + sizes[row]);
    double[] oldDistances = Arrays.copyOfRange(distances, begin, begin + sizes[row]);
    int old = 0;
    int added = 0;
    int size = 0;
    while (size < wanted && (old < oldIndices.length || added < each)) {
      boolean takesOld =
          added == each
              || (old < oldIndices.length
                  && comesFirst(
                      oldDistances[old], oldIndices[old], away[from + added], rows[added]));
      int index = takesOld ? oldIndices[old] : rows[added];
      double distance = takesOld ? oldDistances[old++] : away[from + added++];
      if (size == 0 || indices[begin + size - 1] != index) {
        indices[begin + size] = index;
        distances[begin + size] = distance;
        size++;
      }
    }
    sizes[row] = size;
  }

  private static boolean comesFirst(double a, int i, double b, int j) {
    return a < b || (a == b && i <= j);
  }

  /**
   * Replaces what a row has found by its exact neighbours.
   *
   * @param exact the neighbours of some rows
   * @param i which of them are this row's
   * @param self whether the row itself can be among them, and is left out
   */
  void replace(int row, Neighbors exact, int i, boolean self) {
    int size = 0;
    for (int rank = 0; rank < exact.k() && size < wanted; rank++) {
      int index = exact.index(i, rank);
      if (!self || index != row) {
        indices[row * wanted + size] = index;
        distances[row * wanted + size] = exact.distance(i, rank);
        size++;
      }
    }
    sizes[row] = size;
  }

  /** The rows that have found fewer neighbours than they want. */
  int[] incomplete() {
    return IntStream.range(0, rows).filter(row -> sizes[row] < wanted).toArray();
  }

  /**
   * The neighbours of every row.
   *
   * @param self whether every row is its own first neighbour, besides those found
   */
  Neighbors toNeighbors(boolean self) {
    int k = self ? wanted + 1 : wanted;
    int[] all = new int[Math.multiplyExact(rows, k)];
    float[] away = new float[all.length];
    for (int row = 0; row < rows; row++) {
      int at = row * k;
      if (self) {
        all[at++] = row;
      }
      for (int i = 0; i < wanted; i++) {
        all[at + i] = indices[row * wanted + i];
        away[at + i] = (float) distances[row * wanted + i];
      }
    }
    return new Neighbors(rows, k, all, away);
  }
}
