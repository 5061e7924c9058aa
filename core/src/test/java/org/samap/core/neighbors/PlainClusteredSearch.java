package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/**
 * The definition of a clustered search of an engine, read from its {@link ListForms} and computed
 * one number after another.
 */
public final class PlainClusteredSearch {
  private final ListForms lists;
  private final Geometry geometry;

  public PlainClusteredSearch(ListForms lists, Metric metric) {
    this.lists = lists;
    this.geometry =
        switch (metric) {
          case COSINE -> new Geometry.Cosine();
          case CORRELATION -> new Geometry.Correlation();
          case EUCLIDEAN -> new Geometry.Euclidean(lists.centre());
        };
  }

  /** What an engine does for a plan, on this machine. */
  public static ListPlanner.Steps steps(Metric metric) {
    return new ListPlanner.Steps() {
      @Override
      public Neighbors nearest(CellMatrix rows, CellMatrix points, int k) {
        try (Workers workers = Workers.of(1)) {
          return new NeighborSearch(SearchMethod.EXACT, metric, 0).search(rows, points, k, workers);
        }
      }

      @Override
      public int[] nearestLists(ListForms lists, CellMatrix points, int[] some) {
        int[][] nearest = new PlainClusteredSearch(lists, metric).nearestLists(points, some, 1);
        return Arrays.stream(nearest).mapToInt(one -> one[0]).toArray();
      }
    };
  }

  /** The nearest lists of each row, nearest first. */
  public int[][] nearestLists(CellMatrix rows, int probes) {
    return nearestLists(rows, IntStream.range(0, rows.rows()).toArray(), probes);
  }

  private int[][] nearestLists(CellMatrix rows, int[] some, int probes) {
    MeasuredRows measured = measured(rows);
    int[][] nearest = new int[some.length][];
    for (int r = 0; r < nearest.length; r++) {
      float[] form = form(measured, some[r]);
      Shortlist best = new Shortlist(probes);
      for (int l = 0; l < lists.count(); l++) {
        best.offer(product(form, lists.centroids(), l), l);
      }
      nearest[r] = best.sorted();
    }
    return nearest;
  }

  /**
   * The nearest of the points in the nearest lists of each query.
   *
   * @param starts where lists begin among the members
   * @param self whether queries and points are the same
   */
  public Neighbors search(
      int[] starts,
      int[] members,
      int probes,
      CellMatrix queries,
      CellMatrix points,
      int k,
      boolean self) {
    MeasuredRows those = measured(points);
    Answers answers =
        new Answers(new SearchedRows(self ? those : measured(queries), those, self), k);
    int[][] nearest = nearestLists(queries, probes);
    for (int q = 0; q < queries.rows(); q++) {
      int query = q;
      int[] candidates =
          Arrays.stream(nearest[q])
              .flatMap(list -> Arrays.stream(members, starts[list], starts[list + 1]))
              .filter(point -> !answers.isSelf(query, point))
              .toArray();
      boolean allCount =
          candidates.length < answers.wanted() || answers.queries().hasNoDirection(q);
      answers.set(q, allCount ? answers.rankAll(q) : answers.rank(q, candidates));
    }
    return answers.toNeighbors(1);
  }

  private MeasuredRows measured(CellMatrix rows) {
    try (Workers workers = Workers.of(1)) {
      return new MeasuredRows(rows, geometry, workers);
    }
  }

  private float[] form(MeasuredRows rows, int row) {
    float[] coordinates = new float[rows.columns()];
    geometry.writeCoordinates(rows, row, coordinates, 0);
    float[] form = Arrays.copyOf(coordinates, lists.width());
    if (lists.directions().length > 0) {
      form = new float[lists.width()];
      for (int d = 0; d < lists.dimensions(); d++) {
        form[d] = product(coordinates, lists.directions(), d);
      }
    }
    geometry.writeQuery(rows.squaredNorm(row), form, lists.dimensions());
    return form;
  }

  private static float product(float[] form, float[][] panels, int column) {
    float[] panel = panels[column / ListForms.PANEL];
    float sum = 0;
    for (int i = 0; i < form.length; i++) {
      sum = Math.fma(form[i], panel[i * ListForms.PANEL + column % ListForms.PANEL], sum);
    }
    return sum;
  }
}
