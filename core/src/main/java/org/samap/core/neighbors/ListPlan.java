package org.samap.core.neighbors;

import java.util.Arrays;

/**
 * What a clustered search of an engine compares, as {@link ListPlanner} plans it. If it {@link
 * #isExact}, lists do not help. Otherwise the answer of a query are the nearest of the points in
 * its nearest lists, {@link #probes} of them; if these hold too few points, or the query has no
 * length, the nearest of all points.
 */
public final class ListPlan {
  private final Lists lists;
  private final ExactSample truth;
  private final Effort effort;

  ListPlan(Lists lists, ExactSample truth, Effort effort) {
    this.lists = lists;
    this.truth = truth;
    this.effort = effort;
  }

  /** Whether the exact search is expected to be faster, or lists do not find enough. */
  public boolean isExact() {
    return effort.way() == Effort.Way.EXACT;
  }

  /** The lists, and how rows are compared with them. */
  public ListForms forms() {
    return ListForms.of(lists);
  }

  /** The number of lists that each query is compared with. */
  public int probes() {
    return effort.probes();
  }

  /** The share of the points that a query is compared with, on average. */
  public double compared() {
    return effort.work();
  }

  /** Where lists begin among the members, and the number of points. */
  public int[] starts() {
    return lists.starts();
  }

  /** All points, list by list, ascending within a list. */
  public int[] members() {
    return lists.members();
  }

  /** The length of the longest row of both sides, relative to the centre for Euclidean distance. */
  public double longest() {
    return truth.longest();
  }

  /** The share of the true neighbours of a sample of queries that a search found. */
  public double recall(Neighbors found) {
    return truth.recall(
        q -> Arrays.copyOfRange(found.indices(), q * found.k(), (q + 1) * found.k()));
  }
}
