package org.samap.core.pipeline.plan;

import org.samap.core.engine.EdgeMode;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.DataSize;
import org.samap.core.run.InputException;

/** Fails before the work begins if some data would not fit into one Java array. */
final class Limits {
  private Limits() {}

  /**
   * Checks the points of HNSW graphs if such a graph is searched, and the expression by genes if
   * Chatterjee's coefficient ranks it.
   *
   * @throws InputException naming the species and what to lower
   */
  static void require(Workload work) {
    for (DataSize s : work.species()) {
      if (work.params().mapping().search().method() == SearchMethod.HNSW) {
        require(s, work.components(), "components");
      }
      if (work.params().species().sam().search().method() == SearchMethod.HNSW) {
        require(s, work.params().species().sam().pca().npcs(), "npcs");
      }
      if (work.params().mapping().agreement().mode() == EdgeMode.XI
          && s.nonZeros() > Integer.MAX_VALUE) {
        throw InputException.about(
            "hom_edge_mode",
            "species %s: %d values are more than the 2^31 that xi can rank; use pearson as"
                    .formatted(s.id(), s.nonZeros())
                + " hom_edge_mode");
      }
    }
  }

  private static void require(DataSize s, double components, String parameter) {
    if (s.cells() * components > Integer.MAX_VALUE) {
      throw InputException.about(
          parameter,
          ("species %s: %d cells x %.0f components are more than the 2^31 values of an HNSW graph;"
                  + " choose another search method, or lower %s")
              .formatted(s.id(), s.cells(), components, parameter));
    }
  }
}
