package org.samap.core.pipeline.plan;

import org.samap.core.engine.EdgeMode;
import org.samap.core.pipeline.DataSize;
import org.samap.core.run.InputException;

/** What has no place in one array of Java, told before the work begins. */
final class Limits {
  private Limits() {}

  /**
   * Checks the matrices of each species' cells, and with {@code --hom-edge-mode xi} its expression
   * by genes.
   *
   * @throws InputException naming the species and what to lower
   */
  static void require(Workload work) {
    for (DataSize s : work.species()) {
      require(s, work.components(), "components");
      require(s, work.params().species().sam().pca().npcs(), "npcs");
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
          "species %s: %d cells x %.0f components are more than 2^31 values; lower %s"
              .formatted(s.id(), s.cells(), components, parameter));
    }
  }
}
