package org.samap.cuda.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;

/**
 * One operation of the engine on made data of a size.
 *
 * @param name as in the table
 * @param flops the floating-point operations that it needs at least; 0 if memory bounds it
 * @param bytes the bytes that it must read and write at least; 0 if arithmetic bounds it
 * @param run does it
 */
record Workload(String name, double flops, double bytes, Runnable run) {
  private static final int GENES = 3000;
  private static final int NONZEROS = 300;
  private static final int COMPONENTS = 100;
  private static final int MAPPED = 300;
  private static final int NEIGHBORS = 20;
  private static final int EPOCHS = 200;
  private static final NeighborSearch EXACT =
      NeighborSearch.defaults().withMethod(SearchMethod.EXACT);

  /** Makes the data of an operation. */
  @FunctionalInterface
  interface Maker {
    Workload make(MadeData data, Engine engine, int cells);
  }

  /** The operations of the table, the most important ones first. */
  static List<Maker> all() {
    return List.of(
        Workload::acrossSpecies,
        Workload::inside,
        Workload::components,
        Workload::projection,
        (data, engine, cells) -> agreement(data, engine, cells, EdgeMode.PEARSON),
        Workload::mutualEdges,
        Workload::layout,
        Workload::averages,
        Workload::translatedMoments,
        Workload::acrossSpeciesInLists,
        (data, engine, cells) -> agreement(data, engine, cells / 10, EdgeMode.XI));
  }

  /** Three products of bf16 for every pair and column; one product serves both directions. */
  private static Workload acrossSpecies(MadeData data, Engine engine, int cells) {
    CellMatrix a = data.rows(cells, 2 * MAPPED, 1);
    CellMatrix b = data.rows(cells, 2 * MAPPED, 2);
    return new Workload(
        "nearest across, both ways",
        3 * 2.0 * cells * cells * 2 * MAPPED,
        0,
        () -> engine.nearest(a, NEIGHBORS, b, NEIGHBORS, EXACT));
  }

  /** What it computes depends on the data. */
  private static Workload acrossSpeciesInLists(MadeData data, Engine engine, int cells) {
    CellMatrix a = data.rows(cells, 2 * MAPPED, 1);
    CellMatrix b = data.rows(cells, 2 * MAPPED, 2);
    return new Workload(
        "nearest across, in lists",
        0,
        0,
        () -> engine.nearest(a, NEIGHBORS, b, NEIGHBORS, EXACT.withMethod(SearchMethod.CLUSTERED)));
  }

  private static Workload inside(MadeData data, Engine engine, int cells) {
    CellMatrix a = data.rows(cells, COMPONENTS, 3);
    return new Workload(
        "nearest inside",
        3 * 2.0 * cells * cells * COMPONENTS,
        0,
        () -> engine.nearest(a, a, NEIGHBORS, EXACT));
  }

  private static Workload components(MadeData data, Engine engine, int cells) {
    Expression x = data.expression(cells, GENES, NONZEROS, 4);
    ScaledExpression scaled = scaled(x);
    return new Workload(
        "singular vectors",
        0,
        0,
        () -> {
          Svd found = engine.components(scaled, Math.min(COMPONENTS, cells / 2), 1);
          require(found.singularValues()[0] > 0);
        });
  }

  private static Workload projection(MadeData data, Engine engine, int cells) {
    GeneView view = view(data, 2 * cells, 5);
    int total = 2 * GENES;
    double[] scale = new double[total];
    Arrays.fill(scale, 1);
    SparseMatrix a = data.graph(total, total, 10, 6);
    List<FloatMatrix> blocks =
        List.of(data.matrix(GENES, MAPPED, 7), data.matrix(GENES, MAPPED, 8));
    CellMatrix rows = CellMatrix.zeros(2 * cells, 2 * MAPPED);
    return new Workload(
        "projection",
        0,
        2.0 * cells * NONZEROS * 3 + 2.0 * cells * 2 * MAPPED * Float.BYTES,
        () -> engine.project(view, scale, 0, a, blocks, rows, new ColumnRanges(0, 2 * MAPPED)));
  }

  private static Workload agreement(MadeData data, Engine engine, int cells, EdgeMode mode) {
    List<GeneView> views = List.of(view(data, cells, 9), otherView(data, cells, 10));
    SparseMatrix links = data.links(GENES, Math.max(1, 100_000 / GENES), 11);
    double[] weights = new double[2 * GENES];
    Arrays.fill(weights, 1);
    GeneEdges edges = GeneEdges.of(SpeciesAxis.ofSizes(GENES, GENES), links, weights);
    SparseMatrix stitched = data.graph(2 * cells, 2 * cells, 2 * NEIGHBORS, 12);
    List<SpeciesCells> species = species(data, cells);
    return new Workload(
        mode == EdgeMode.PEARSON ? "link correlations" : "link correlations, Xi",
        0,
        2.0 * cells * (2 * NEIGHBORS) * NONZEROS * 3,
        () -> engine.join(species, 1e-3).agreement(views, edges, stitched, mode));
  }

  private static Workload mutualEdges(MadeData data, Engine engine, int cells) {
    List<SpeciesCells> species = species(data, cells);
    SparseMatrix q = data.across(cells, NEIGHBORS, 13);
    List<CellMatrix> rows =
        List.of(data.rows(cells, 2 * MAPPED, 14), data.rows(cells, 2 * MAPPED, 15));
    return new Workload(
        "mutual edges",
        0,
        0,
        () ->
            engine.join(species, 1e-3).mutualEdges(q, rows, new EdgeRule(NEIGHBORS, false, true)));
  }

  private static Workload layout(MadeData data, Engine engine, int cells) {
    SparseMatrix graph = data.graph(2 * cells, 2 * cells, NEIGHBORS, 16);
    UmapParams params = UmapParams.defaults().withEpochs(EPOCHS);
    return new Workload(
        "UMAP, 200 epochs", 0, 0, () -> engine.layout(graph, params, Progress.Silent.INSTANCE));
  }

  private static Workload averages(MadeData data, Engine engine, int cells) {
    Expression x = data.expression(cells, GENES, NONZEROS, 17);
    SparseMatrix graph = data.graph(cells, cells, NEIGHBORS, 18);
    return new Workload(
        "averages of neighbours",
        0,
        (double) cells * NEIGHBORS * NONZEROS * 3,
        () -> engine.averages(graph, 0, x));
  }

  private static Workload translatedMoments(MadeData data, Engine engine, int cells) {
    GeneView view = view(data, cells, 19);
    double[] scale = new double[2 * GENES];
    Arrays.fill(scale, 1);
    SparseMatrix translation = data.graph(2 * GENES, 2 * GENES, 10, 20);
    return new Workload(
        "translated moments",
        0,
        (double) cells * NONZEROS * 3,
        () -> engine.translatedMoments(view, scale, translation));
  }

  private static ScaledExpression scaled(Expression x) {
    double[] factors = new double[GENES];
    Arrays.fill(factors, 1);
    return new ScaledExpression(
        x, IntStream.range(0, GENES).toArray(), EntryScale.of(factors, new double[0]));
  }

  private static GeneView view(MadeData data, int cells, long seed) {
    return new GeneView(
        data.expression(cells, GENES, NONZEROS, seed), IntStream.range(0, GENES).toArray());
  }

  private static GeneView otherView(MadeData data, int cells, long seed) {
    return new GeneView(
        data.expression(cells, GENES, NONZEROS, seed), IntStream.range(GENES, 2 * GENES).toArray());
  }

  /** Two species of clusters of some 5,000 cells. */
  private static List<SpeciesCells> species(MadeData data, int cells) {
    int clusters = Math.max(2, cells / 5000);
    List<SpeciesCells> species = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      species.add(
          new SpeciesCells(
              data.graph(cells, cells, NEIGHBORS, 21 + s).map(_ -> 1),
              IntStream.range(0, cells).map(c -> (int) ((long) c * clusters / cells)).toArray(),
              new Neighborhood.Rings(Expansion.BFS, 4, false, 0)));
    }
    return species;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the operation gave nothing");
    }
  }
}
