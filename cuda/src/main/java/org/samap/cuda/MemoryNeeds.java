package org.samap.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.samap.core.engine.EngineMemory.Need;
import org.samap.core.engine.EngineWork;
import org.samap.core.engine.EngineWork.Species;

/**
 * The memory of a device that each operation takes if all of its data are there at once, from the
 * sizes of a run. The constants are the bytes that the rooms allocate, as their classes say; of
 * what depends on the data they take usual values. n: cells, Z: stored values, p: components of
 * SAM, C: components of the mapping, k and K: neighbours inside and across species, b: cells of a
 * neighbourhood.
 */
final class MemoryNeeds {
  /** Packed expression: 3 Z + 40 n. */
  private static final double VALUE = 3;

  private static final double CELL = 40;

  /**
   * A row of a search: float32 and two bf16 for each column, 52 bytes, 12 for each neighbour that
   * is found, and 8 for each of some 280 candidates.
   */
  private static final double COLUMN = 8;

  private static final double ROW = 52 + 8 * 280;
  private static final double FOUND = 12;

  /**
   * Singular vectors: 16 bytes for each value of the chosen genes, which are at most all, and
   * float32 for each cell and dimension of the searched space.
   */
  private static final double CENTRED_VALUE = 16;

  private static final double DIMENSIONS = 4.5;

  /** Loadings and results of a projection: float32, and the results are kept twice. */
  private static final double PROJECTED = 8;

  /** Holders of mutual edges take about 12 bytes for 36 members of neighbourhoods. */
  private static final double MEMBER = 12.0 / 36;

  private static final double FLOAT = 4;

  /** An entry of a graph, and a linked value with its gene. */
  private static final double ENTRY = 8;

  /** The share of stored values that are of linked genes, at most all. */
  private static final double LINKED = 1;

  /** Two panels of centred genes. */
  private static final double PANELS = 2 * (16 << 20);

  /** A layout: both ends of an edge twice, and a point. */
  private static final double EDGE_ENDS = 2 * 2 * 6;

  private static final double POINT = 128;

  private MemoryNeeds() {}

  static List<Need> of(EngineWork work) {
    double n = work.cells();
    double across = work.crossNeighbors() * Math.max(1, work.species().size() - 1);
    double edges = n * (work.neighbors() + across);
    List<Need> needs = new ArrayList<>();
    needs.add(new Need("expression", sum(work, s -> VALUE * s.values() + CELL * s.cells())));
    needs.add(
        new Need(
            "neighbours inside species",
            most(work, s -> s.cells() * row(s.columns(), work.neighbors()))));
    needs.add(
        new Need(
            "neighbours across species",
            twoLargest(work, s -> s.cells() * row(work.mapped(), work.crossNeighbors()))));
    needs.add(
        new Need(
            "singular vectors",
            most(
                work,
                s -> CENTRED_VALUE * s.values() + FLOAT * DIMENSIONS * s.columns() * s.cells())));
    needs.add(new Need("projection", most(work, s -> PROJECTED * s.cells() * work.mapped())));
    needs.add(
        new Need(
            "mutual edges",
            sum(work, s -> s.cells() * (FLOAT * work.mapped() + MEMBER * s.neighborhood()))));
    needs.add(
        new Need(
            "link correlations",
            ENTRY * edges + LINKED * sum(work, s -> ENTRY * s.values()) + PANELS));
    if (work.layout()) {
      needs.add(new Need("UMAP", EDGE_ENDS * edges + POINT * n));
    }
    return needs;
  }

  private static double row(double columns, double found) {
    return COLUMN * columns + ROW + FOUND * found;
  }

  private static double sum(EngineWork work, ToDoubleFunction<Species> of) {
    return work.species().stream().mapToDouble(of).sum();
  }

  private static double most(EngineWork work, ToDoubleFunction<Species> of) {
    return work.species().stream().mapToDouble(of).max().orElse(0);
  }

  /** Pairs of species are searched one after another. */
  private static double twoLargest(EngineWork work, ToDoubleFunction<Species> of) {
    return work.species().stream()
        .mapToDouble(of)
        .map(x -> -x)
        .sorted()
        .limit(2)
        .map(x -> -x)
        .sum();
  }
}
