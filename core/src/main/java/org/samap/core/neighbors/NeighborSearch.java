package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/**
 * Finds the nearest rows of one matrix to each row of another, or of the same matrix.
 *
 * <p>In a search of a matrix among its own rows (the same object twice), every row is its own first
 * neighbour, at distance 0. This holds even if others equal it or it has no length. The k - 1
 * nearest others follow. Distances are computed in float64 and stored in float32; they are never
 * NaN or negative. Equal rows are at distance exactly 0 (rows without length at 1, unless
 * Euclidean).
 *
 * <p>The result is the same for any number of workers. Nothing of size queries x points is stored.
 *
 * @param method how neighbours are found
 * @param metric the distance
 * @param seed the seed of the approximate searches
 */
public record NeighborSearch(SearchMethod method, Metric metric, long seed) {

  /** The method {@link SearchMethod#AUTO} with cosine distance. */
  public static NeighborSearch defaults() {
    return new NeighborSearch(SearchMethod.AUTO, Metric.COSINE, 0);
  }

  public NeighborSearch withMethod(SearchMethod m) {
    return new NeighborSearch(m, metric, seed);
  }

  public NeighborSearch withMetric(Metric m) {
    return new NeighborSearch(method, m, seed);
  }

  public NeighborSearch withSeed(long s) {
    return new NeighborSearch(method, metric, s);
  }

  /**
   * @param queries rows to find neighbours of, finite values
   * @param points rows to find, finite values, with as many columns
   * @param k neighbours per query, 1 to points.rows()
   * @throws IllegalArgumentException if k is out of range or the columns differ
   */
  public Neighbors search(CellMatrix queries, CellMatrix points, int k, Workers workers) {
    check(queries, points, k);
    Answers answers = new Answers(measured(queries, points, workers), k);
    return search(answers, spaceFor(workers, answers), workers);
  }

  /**
   * The neighbours that two sides have in each other.
   *
   * @param ofA the nearest rows of B to each row of A
   * @param ofB the nearest rows of A to each row of B
   */
  public record BothWays(Neighbors ofA, Neighbors ofB) {}

  /**
   * Searches both ways between two matrices. The exact search takes half the time of two searches;
   * clustered searches share their leading directions.
   *
   * @param a finite values
   * @param kA the number of neighbours in b of each row of a, 1 to b.rows()
   * @param b finite values, with as many columns; not a
   * @param kB the number of neighbours in a of each row of b, 1 to a.rows()
   * @throws IllegalArgumentException if kA or kB is out of range or the columns differ
   */
  public BothWays between(CellMatrix a, int kA, CellMatrix b, int kB, Workers workers) {
    check(a, b, kA);
    check(b, a, kB);
    SearchedRows rows = measured(a, b, workers);
    Answers there = new Answers(rows, kA);
    Answers back = new Answers(rows.reversed(), kB);
    if (chosen(there) == SearchMethod.EXACT && chosen(back) == SearchMethod.EXACT) {
      ExactSearch.search(there, back, workers);
      return new BothWays(there.toNeighbors(1), back.toNeighbors(1));
    }
    Space space = spaceFor(workers, there, back);
    return new BothWays(search(there, space, workers), search(back, space, workers));
  }

  SearchedRows measured(CellMatrix queries, CellMatrix points, Workers workers) {
    Geometry geometry = Geometry.of(metric, points, workers);
    MeasuredRows pointRows = new MeasuredRows(points, geometry, workers);
    boolean self = isSame(queries, points);
    MeasuredRows queryRows = self ? pointRows : new MeasuredRows(queries, geometry, workers);
    return new SearchedRows(queryRows, pointRows, self);
  }

  private static void check(CellMatrix queries, CellMatrix points, int k) {
    if (k < 1 || k > points.rows()) {
      throw new IllegalArgumentException(k + " neighbours among " + points.rows() + " points");
    }
    if (queries.columns() != points.columns()) {
      throw new IllegalArgumentException(
          "queries of " + queries.columns() + " columns, points of " + points.columns());
    }
  }

  /** The space in which the clustered search compares rows; one space serves both ways. */
  private Space spaceFor(Workers workers, Answers... searches) {
    return Arrays.stream(searches)
        .filter(answers -> chosen(answers) == SearchMethod.CLUSTERED)
        .findFirst()
        .map(
            answers ->
                Space.reduced(answers.rows(), ClusteredSearch.MOST_DIMENSIONS, seed, workers))
        .orElseGet(() -> Space.full(searches[0].points()));
  }

  private Neighbors search(Answers answers, Space space, Workers workers) {
    SearchMethod chosen = chosen(answers);
    if (chosen == SearchMethod.EXACT) {
      ExactSearch.search(answers, workers);
      return answers.toNeighbors(1);
    }
    ExactSample truth = ExactSample.of(answers, seed, workers);
    if (chosen == SearchMethod.HNSW) {
      HnswSearch.search(answers, seed, workers);
    } else {
      ClusteredSearch.search(answers, space, truth, seed, workers);
    }
    return answers.toNeighbors(truth.recall(answers::indices));
  }

  private SearchMethod chosen(Answers answers) {
    if (method != SearchMethod.AUTO) {
      return method;
    }
    MeasuredRows points = answers.points();
    return exactIsWorthIt(answers.queries().count(), points.count(), points.columns())
        ? SearchMethod.EXACT
        : SearchMethod.CLUSTERED;
  }

  /**
   * Whether queries and points are the same object. Two equal matrices are still two sides, whose
   * rows do not meet themselves.
   */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(CellMatrix queries, CellMatrix points) {
    return queries == points;
  }

  /**
   * Whether {@link SearchMethod#AUTO} takes the exact search, for rows among themselves or both
   * ways. It compares multiply-adds. The exact search needs columns / 2 for a pair, and offering
   * the product costs as much as 60 more. The clustered search has fixed costs, for its sample and
   * the centroids, worth about 1.6e10 multiply-adds of the exact search. If there are more columns
   * than it compares, finding the leading directions costs another 7e10, and projecting rows on
   * them counts twice.
   *
   * <p>CPU seconds of the exact and the clustered search on a busy server of 2 cores with AVX-512,
   * warm: among 10,000 rows of 100 columns 0.33 and 0.30, 14,000 rows 0.53 and 0.42, 20,000 rows
   * 1.0 and 0.53. Both ways between 10,000 and 10,000 rows of 600 columns 2.1 and 3.2, between
   * 20,000 and 20,000 7 and 6.5.
   */
  public static boolean exactIsWorthIt(int queries, int points, int columns) {
    double exact = (double) queries * points * (columns / 2.0 + 60);
    double sample = (double) ExactSample.SIZE * points * columns;
    double width = Math.min(columns, ClusteredSearch.MOST_DIMENSIONS);
    double rows = (double) queries + points;
    double lists = 2 * rows * Lists.countFor(points) * width;
    double directions = columns > width ? 7e10 + 2 * rows * columns * width : 0;
    return exact <= 1.6e10 + sample + lists + directions;
  }
}
