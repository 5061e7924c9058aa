package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * The points in lists, each around a centroid. Centroids come from k-means (Lloyd's rounds on a
 * sample, starting at random points). A point is in the list of the centroid with the largest
 * product s; ties go to the lower list. For cosine and correlation, centroids have length 1
 * (spherical k-means). Lists are ordered so that each is followed by the unused list of nearest
 * centroid.
 *
 * <p>Time: (rounds x sample + points) x lists x width multiply-adds. Memory: 8 bytes per point.
 */
final class Lists {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;
  private static final int BLOCK = 64;
  private static final int SAMPLE_PER_LIST = 32;
  private static final int ROUNDS = 5;

  private final Space space;
  private final int count;
  private final float[][] centroids;
  private int[] listOf = new int[0];
  private int[] starts = new int[0];
  private int[] members = new int[0];

  private Lists(Space space, int count) {
    this.space = space;
    this.count = count;
    this.centroids = new float[Math.ceilDiv(count, PANEL)][PANEL * space.width()];
  }

  /** Tells the nearest list of each of some points, by the centroids as they are now. */
  @FunctionalInterface
  interface NearestLists {
    int[] of(Lists lists, int[] points);
  }

  /** More lists are finer, but each list costs every query a product, and panels should be full. */
  static int countFor(int points) {
    return (int) Math.max(1, Math.min(4 * Math.sqrt(points), points / 128.0));
  }

  static Lists of(MeasuredRows points, Space space, long seed, Workers workers) {
    return of(points, space, seed, (lists, some) -> lists.nearest(points, some, workers), workers);
  }

  /**
   * The same lists.
   *
   * @param nearest does what takes longest
   */
  static Lists of(
      MeasuredRows points, Space space, long seed, NearestLists nearest, Workers workers) {
    int count = countFor(points.count());
    Lists lists = new Lists(space, count);
    lists.train(points, seed, nearest, workers);
    lists.chain();
    lists.listOf = nearest.of(lists, points.all());
    lists.starts = new int[count + 1];
    for (int list : lists.listOf) {
      lists.starts[list + 1]++;
    }
    for (int list = 0; list < count; list++) {
      lists.starts[list + 1] += lists.starts[list];
    }
    int[] next = lists.starts.clone();
    lists.members = new int[points.count()];
    for (int p = 0; p < points.count(); p++) {
      lists.members[next[lists.listOf[p]]++] = p;
    }
    return lists;
  }

  Space space() {
    return space;
  }

  int count() {
    return count;
  }

  /** The centroids' forms, as columns of panels of 32. */
  float[][] centroids() {
    return centroids;
  }

  /** The number of points in a list. */
  IntStream pointsOf(int list) {
    return Arrays.stream(members, starts[list], starts[list + 1]);
  }

  int listOf(int point) {
    return listOf[point];
  }

  /** All points; list l has those at [start(l), start(l + 1)), ascending. */
  int[] members() {
    return members;
  }

  int start(int list) {
    return starts[list];
  }

  /** Where each list begins among the members, and the number of points. */
  int[] starts() {
    return starts;
  }

  private void train(MeasuredRows points, long seed, NearestLists nearestLists, Workers workers) {
    int size = (int) Math.min(points.count(), (long) SAMPLE_PER_LIST * count);
    int[] sample = Arrays.copyOf(RowSample.order(points.count(), seed, "search-lists"), size);
    double[][] means = new double[count][space.dimensions()];
    double[] lengths = new double[count];
    float[] forms = space.points(points, sample, 0, count);
    for (int l = 0; l < count; l++) {
      KERNELS.axpy(1, forms, l * space.width(), means[l], 0, space.dimensions());
      lengths[l] = 1;
    }
    setCentroids(means, lengths);
    for (int round = 0; round < ROUNDS; round++) {
      int[][] sorted = sorted(sample, nearestLists.of(this, sample));
      double[][] sums = new double[count][];
      workers.forEach(count, l -> sums[l] = sum(points, sorted[l]));
      setCentroids(sums, Arrays.stream(sorted).mapToDouble(some -> some.length).toArray());
    }
  }

  /** The points of each list, in their order. */
  private int[][] sorted(int[] points, int[] lists) {
    int[] sizes = new int[count];
    for (int list : lists) {
      sizes[list]++;
    }
    int[][] sorted = new int[count][];
    Arrays.setAll(sorted, l -> new int[sizes[l]]);
    for (int i = points.length - 1; i >= 0; i--) {
      sorted[lists[i]][--sizes[lists[i]]] = points[i];
    }
    return sorted;
  }

  /** Adds the coordinates of some points, one after another. */
  private double[] sum(MeasuredRows points, int[] some) {
    double[] sum = new double[space.dimensions()];
    for (int from = 0; from < some.length; from += BLOCK) {
      int to = Math.min(some.length, from + BLOCK);
      float[] forms = space.points(points, some, from, to);
      for (int i = 0; i < to - from; i++) {
        KERNELS.axpy(1, forms, i * space.width(), sum, 0, space.dimensions());
      }
    }
    return sum;
  }

  /** Moves each centroid to the mean of its list; the centroid of an empty list stays. */
  private void setCentroids(double[][] sums, double[] counts) {
    for (int l = 0; l < count; l++) {
      double squares = 0;
      for (double x : sums[l]) {
        squares += x * x;
      }
      if (counts[l] == 0 || squares == 0) {
        continue;
      }
      double scale = space.geometry().centroidScale(counts[l], squares);
      float[] panel = centroids[l / PANEL];
      for (int c = 0; c < space.dimensions(); c++) {
        panel[c * PANEL + l % PANEL] = (float) (sums[l][c] * scale);
      }
      float[] extras = new float[space.geometry().extras()];
      space.geometry().writePoint(squares * scale * scale, extras, 0);
      for (int e = 0; e < extras.length; e++) {
        panel[(space.dimensions() + e) * PANEL + l % PANEL] = extras[e];
      }
    }
  }

  /** Numbers the lists so that each follows a near one where possible. */
  private void chain() {
    int width = space.width();
    float[][] rest = new float[count][width];
    for (int l = 0; l < count; l++) {
      for (int c = 0; c < width; c++) {
        rest[l][c] = centroids[l / PANEL][c * PANEL + l % PANEL];
      }
    }
    float[] query = new float[width];
    for (int l = 1; l < count; l++) {
      System.arraycopy(rest[l - 1], 0, query, 0, space.dimensions());
      space.geometry().writeQuery(0, query, space.dimensions());
      int nearest = l;
      double best = Double.NEGATIVE_INFINITY;
      for (int other = l; other < count; other++) {
        double product = KERNELS.dot(query, 0, rest[other], 0, width);
        if (product > best) {
          best = product;
          nearest = other;
        }
      }
      float[] next = rest[nearest];
      rest[nearest] = rest[l];
      rest[l] = next;
    }
    for (int l = 0; l < count; l++) {
      for (int c = 0; c < width; c++) {
        centroids[l / PANEL][c * PANEL + l % PANEL] = rest[l][c];
      }
    }
  }

  /** All lists, sorted by nearness to the mean of the queries. */
  int[] nearestFirst(float[] forms, int queries) {
    int width = space.width();
    float[] mean = new float[Kernels.TILE_ROWS * width];
    for (int q = 0; q < queries; q++) {
      KERNELS.axpy(1, forms, q * width, mean, 0, width);
    }
    Shortlist order = new Shortlist(count);
    rank(mean, new Shortlist[] {order});
    return order.sorted();
  }

  /** The nearest list of each of the rows ids[0], ids[1], ... */
  int[] nearest(MeasuredRows rows, int[] ids, Workers workers) {
    int[] nearest = new int[ids.length];
    workers.forRanges(
        ids.length,
        BLOCK,
        (from, to) -> {
          Shortlist[] best = new Shortlist[to - from];
          Arrays.setAll(best, i -> new Shortlist(1));
          rank(space.queries(rows, ids, from, to), best);
          for (int i = from; i < to; i++) {
            nearest[i] = best[i - from].points()[0];
          }
        });
    return nearest;
  }

  /**
   * Offers all lists to every query's shortlist.
   *
   * @param forms the forms of the queries
   */
  void rank(float[] forms, Shortlist[] queries) {
    int width = space.width();
    float[] tile = new float[Kernels.TILE_ROWS * PANEL];
    for (int first = 0; first < count; first += PANEL) {
      int end = Math.min(PANEL, count - first);
      for (int q = 0; q < queries.length; q += Kernels.TILE_ROWS) {
        KERNELS.tile(forms, q * width, width, centroids[first / PANEL], 0, width, tile);
        for (int r = 0; r < Kernels.TILE_ROWS && q + r < queries.length; r++) {
          queries[q + r].take(tile, r * PANEL, r * PANEL + end, first);
        }
      }
    }
  }
}
