package org.samap.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.samap.core.engine.EngineMemory.Need;
import org.samap.core.engine.EngineWork;
import org.samap.core.engine.EngineWork.Species;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.search.SearchMemory;

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
   * Singular vectors: 16 bytes for each value of the chosen genes, which are at most all. The
   * searched space is small: its vectors have a number for each chosen gene.
   */
  private static final double CENTRED_VALUE = 16;

  /** The genes of a species, for their loadings. */
  private static final double GENES = 20_000;

  /** Holders of mutual edges take about 12 bytes for 36 members of neighbourhoods. */
  private static final double MEMBER = 12.0 / 36;

  private static final double FLOAT = 4;

  /** An entry of a graph, and a linked value with its gene. */
  private static final double ENTRY = 8;

  /** The share of stored values that are of linked genes, at most all. */
  private static final double LINKED = 1;

  /** Two panels of centred genes. */
  private static final double PANELS = 2 * (16 << 20);

  /** A layout: both ends of an edge twice, and where a point's ends begin and its positions. */
  private static final double EDGE_ENDS = 2 * 2 * 6;

  private static final double POINT = 128 + 16;

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
            most(work, s -> memory(s.columns(), work.neighbors()).within(s.cells()))));
    needs.add(
        new Need(
            "neighbours across species",
            betweenTwoLargest(work, memory(work.mapped(), work.crossNeighbors()))));
    needs.add(new Need("singular vectors", most(work, s -> CENTRED_VALUE * s.values())));
    needs.add(new Need("projection", FLOAT * work.mapped() * (GENES + projected(work))));
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

  /** The cells whose results are there at once: two sections. */
  private static double projected(EngineWork work) {
    return 2 * Math.min(DeviceExpression.SECTION_CELLS, most(work, Species::cells));
  }

  private static SearchMemory memory(double columns, double found) {
    return new SearchMemory((int) Math.ceil(columns), (int) Math.ceil(found));
  }

  private static double sum(EngineWork work, ToDoubleFunction<Species> of) {
    return work.species().stream().mapToDouble(of).sum();
  }

  private static double most(EngineWork work, ToDoubleFunction<Species> of) {
    return work.species().stream().mapToDouble(of).max().orElse(0);
  }

  /** Pairs of species are searched one after another. */
  private static double betweenTwoLargest(EngineWork work, SearchMemory memory) {
    double[] cells = work.species().stream().mapToDouble(Species::cells).sorted().toArray();
    int last = cells.length - 1;
    return memory.between(last < 0 ? 0 : cells[last], last < 1 ? 0 : cells[last - 1]);
  }
}
