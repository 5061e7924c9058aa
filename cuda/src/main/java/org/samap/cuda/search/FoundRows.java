package org.samap.cuda.search;

import java.util.Arrays;
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
   * @param points the neighbours, as numbers in the piece
   * @param firstPoint the first row of the piece
   */
  synchronized void merge(
      int first, int count, int each, int[] points, double[] away, int firstPoint) {
    for (int i = 0; i < count; i++) {
      int row = first + i;
      int at = row * wanted;
      if (sizes[row] == 0) {
        for (int j = 0; j < each; j++) {
          indices[at + j] = firstPoint + points[i * each + j];
          distances[at + j] = away[i * each + j];
        }
        sizes[row] = each;
      } else {
        merge(row, each, points, away, i * each, firstPoint);
      }
    }
  }

  private void merge(int row, int each, int[] points, double[] away, int from, int firstPoint) {
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
                      oldDistances[old],
                      oldIndices[old],
                      away[from + added],
                      firstPoint + points[from + added]));
      int index = takesOld ? oldIndices[old] : firstPoint + points[from + added];
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
