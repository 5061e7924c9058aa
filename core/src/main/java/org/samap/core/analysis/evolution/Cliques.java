package org.samap.core.analysis.evolution;

import org.samap.core.matrix.SparseMatrix;

/** Finds triples of nodes that are all joined. */
final class Cliques {
  private Cliques() {}

  /** Receives triangles. */
  @FunctionalInterface
  interface Triangle {
    /** {@code a < b < c}. */
    void accept(int a, int b, int c);
  }

  /**
   * Finds all triangles, ordered by a, then b, then c. For every edge (a, b) it merges the sorted
   * neighbours of a and of b that come after b. Time O(sum over edges of the neighbours of both
   * ends), no memory.
   *
   * @param later nodes x nodes: every edge once, in the row of its lower node
   */
  static void triangles(SparseMatrix later, Triangle triangle) {
    for (int a = 0; a < later.rows(); a++) {
      for (int p = later.offset(a); p < later.offset(a + 1); p++) {
        int b = later.index(p);
        int i = p + 1;
        int j = later.offset(b);
        while (i < later.offset(a + 1) && j < later.offset(b + 1)) {
          int ofA = later.index(i);
          int ofB = later.index(j);
          if (ofA == ofB) {
            triangle.accept(a, b, ofA);
          }
          i += ofA <= ofB ? 1 : 0;
          j += ofB <= ofA ? 1 : 0;
        }
      }
    }
  }
}
