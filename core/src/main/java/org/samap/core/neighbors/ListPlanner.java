package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/**
 * Plans clustered searches for an engine that does the work itself: the lists of the points, which
 * are those of the CPU's clustered search, and how many of them each query must be compared with.
 * As on the CPU, the exact answers of a sample of queries tell that, and how many of the nearest
 * were found in the end.
 *
 * <p>Memory: 32 bytes for each row, while searches are planned.
 */
public final class ListPlanner {
  private final NeighborSearch how;
  private final SearchedRows rows;
  private final Space space;
  private final Workers workers;

  /** What the engine does itself. */
  public interface Steps {

    /** The nearest points of some rows, by an exact search; the rows are not among the points. */
    Neighbors nearest(CellMatrix rows, CellMatrix points, int k);

    /** The nearest list of each of some points. */
    int[] nearestLists(ListForms lists, CellMatrix points, int[] some);
  }

  private ListPlanner(NeighborSearch how, SearchedRows rows, Space space, Workers workers) {
    this.how = how;
    this.rows = rows;
    this.space = space;
    this.workers = workers;
  }

  /**
   * @param queries the rows to find neighbours of; the same object as the points for a search of
   *     rows among themselves
   */
  public static ListPlanner of(
      NeighborSearch how, CellMatrix queries, CellMatrix points, Workers workers) {
    SearchedRows rows = how.measured(queries, points, workers);
    Space space = Space.reduced(rows, ClusteredSearch.MOST_DIMENSIONS, how.seed(), workers);
    return new ListPlanner(how, rows, space, workers);
  }

  /** Plans the search of the queries for each point, in the same space. */
  public ListPlanner reversed() {
    return new ListPlanner(how, rows.reversed(), space, workers);
  }

  /**
   * @param k the neighbours of a query, itself included in a search of rows among themselves
   * @param price what it costs to compare a query with a point of a list, where an exact search
   *     pays 1
   */
  public ListPlan plan(int k, double price, Steps steps) {
    ExactSample truth = sample(k, steps);
    CellMatrix points = rows.points().matrix();
    Lists lists =
        Lists.of(
            rows.points(),
            space,
            how.seed(),
            (now, some) -> steps.nearestLists(ListForms.of(now), points, some),
            workers);
    Rehearsal rehearsal = Rehearsal.ofEach(rows, lists, truth, workers);
    return new ListPlan(lists, truth, Effort.byAllColumns(rehearsal, lists, price));
  }

  /** A query that is a point itself is found too, unless k others equal it. */
  private ExactSample sample(int k, Steps steps) {
    int[] queries = ExactSample.queries(rows, how.seed());
    CellMatrix all = rows.queries().matrix();
    CellMatrix some = CellMatrix.zeros(queries.length, all.columns());
    for (int i = 0; i < queries.length; i++) {
      all.copyRow(queries[i], some.values(i), some.offset(i));
    }
    Neighbors exact = steps.nearest(some, rows.points().matrix(), k);
    return new ExactSample(
        rows, queries, query -> nearest(exact, Arrays.binarySearch(queries, query), query));
  }

  private int[] nearest(Neighbors exact, int i, int query) {
    return Arrays.stream(exact.indices(), i * exact.k(), (i + 1) * exact.k())
        .filter(point -> !rows.isSelf(query, point))
        .limit(rows.self() ? exact.k() - 1 : exact.k())
        .toArray();
  }
}
