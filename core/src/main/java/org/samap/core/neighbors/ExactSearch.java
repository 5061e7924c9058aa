package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Compares every query with every point in float32, keeps somewhat more than k candidates and ranks
 * them in float64. A bound on float32 rounding proves that no other point is among the k nearest.
 * If the proof fails for a query (many points at the same distance), the query is compared with all
 * points in float64. So the answer is that of a float64 computation.
 *
 * <p>Searches of rows among themselves, and of two sides both ways, compute one product for each
 * pair ({@link PairScan}). They keep the shortlists of all rows, so this holds up to {@value #MOST}
 * rows per side.
 */
final class ExactSearch {
  private static final int MOST = 1 << 17;
  private static final int BLOCK = 64;
  private static final int QUERIES = 1 << 14;
  private static final int TASK = 128;
  private static final double ROUNDING = 0x1p-24;

  private final Answers answers;
  private final int[] queries;
  private final Shortlist[] shortlists;
  private final int width;
  private final double largestNorm;

  private ExactSearch(Answers answers, int[] queries, Shortlist[] shortlists) {
    this.answers = answers;
    this.queries = queries;
    this.shortlists = shortlists;
    this.width = Space.full(answers.points()).width();
    this.largestNorm = answers.points().largestNorm();
  }

  /** Sets the answers of all queries. */
  static void search(Answers answers, Workers workers) {
    int[] all = answers.queries().all();
    if (answers.self() && all.length <= MOST) {
      new ExactSearch(answers, all, PairScan.among(answers, workers)).rank(workers);
    } else {
      search(answers, all, workers);
    }
  }

  /** Sets the answers of both sides, each of which is searched in the other. */
  static void search(Answers there, Answers back, Workers workers) {
    int[] all = there.queries().all();
    int[] others = back.queries().all();
    if (Math.max(all.length, others.length) > MOST) {
      search(there, all, workers);
      search(back, others, workers);
      return;
    }
    Shortlist[][] found = PairScan.between(there, back, workers);
    new ExactSearch(there, all, found[0]).rank(workers);
    new ExactSearch(back, others, found[1]).rank(workers);
  }

  /** Sets the answers of the given queries. */
  static void search(Answers answers, int[] queries, Workers workers) {
    int[] points = answers.points().all();
    for (int from = 0; from < queries.length; from += QUERIES) {
      int[] some = Arrays.copyOfRange(queries, from, Math.min(queries.length, from + QUERIES));
      TileScan.Wanted all = (block, first, last) -> everyFour(some.length - block * BLOCK);
      Shortlist[] found = TileScan.scan(answers, some, points, BLOCK, all, workers);
      new ExactSearch(answers, some, found).rank(workers);
    }
  }

  /** A bit for every four queries of a block of this size. */
  private static long everyFour(int queries) {
    int fours = Math.ceilDiv(Math.min(BLOCK, queries), Kernels.TILE_ROWS);
    return -1L >>> (Long.SIZE - fours);
  }

  private void rank(Workers workers) {
    workers.forRanges(queries.length, TASK, this::rank);
  }

  private void rank(int from, int to) {
    for (int q = from; q < to; q++) {
      answers.set(queries[q], best(queries[q], shortlists[q]));
    }
  }

  private BestK best(int query, Shortlist shortlist) {
    int[] candidates = shortlist.points();
    BestK best = answers.rank(query, candidates);
    boolean proven =
        candidates.length == answers.others() || isProven(query, best, shortlist.leastProduct());
    return proven ? best : answers.rankAll(query);
  }

  /**
   * Whether the last of the best is nearer than any point outside the candidates can be. The error
   * of a chain of n fused multiply-adds is at most n u (1 + ...) times the largest product, with u
   * = 2^-24; rounding both rows to float32 adds 2 u.
   *
   * @param least the smallest product of the candidates
   */
  private boolean isProven(int query, BestK best, double least) {
    if (best.size() < answers.wanted()) {
      return false;
    }
    if (best.size() == 0) {
      return true;
    }
    Geometry geometry = answers.queries().geometry();
    double length = Math.sqrt(answers.queries().squaredNorm(query));
    double error = (width + 8) * 1.01 * ROUNDING * geometry.largestProduct(length, largestNorm);
    return geometry.product(best.key(best.size() - 1)) > least + error;
  }
}
