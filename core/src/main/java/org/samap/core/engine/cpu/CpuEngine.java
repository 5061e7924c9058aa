package org.samap.core.engine.cpu;

import java.util.List;
import org.samap.core.embed.Umap;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.BlockPass;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.Engine;
import org.samap.core.engine.GeneSums;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.engine.TranslatedSums;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.Harmony;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.Svd;
import org.samap.core.linalg.TallMatrix;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Runs every operation on the threads of this machine. It is complete, and other engines are
 * compared with it. It has no state; whoever made the workers closes them.
 */
public final class CpuEngine implements Engine {
  /**
   * A decomposition keeps its scaled values if there are at most this many (256 MB). If there are
   * more, it computes them again in each of some 30 products.
   */
  private static final long LARGEST_COPY = 32L << 20;

  private final Workers workers;
  private final Progress.Phase phase;

  private CpuEngine(Workers workers, Progress.Phase phase) {
    this.workers = workers;
    this.phase = phase;
  }

  public static CpuEngine on(Workers workers) {
    return new CpuEngine(workers, Progress.Silent.INSTANCE);
  }

  /** For an operation that is one loop over cells, finished tasks are its progress. */
  @Override
  public CpuEngine counting(Progress.Phase told) {
    return new CpuEngine(workers, told);
  }

  @Override
  public String name() {
    return "cpu, " + workers.threads() + (workers.threads() == 1 ? " thread" : " threads");
  }

  @Override
  public CountTotals totals(Expression counts) {
    return phase.part(1, step -> Totals.of(counts, workers.counting(step)));
  }

  @Override
  public Expression derive(Expression x, boolean[] keep, EntryFunction f, ExpressionStore store) {
    return phase.part(1, step -> new Derivation(x, keep, f).into(store, workers.counting(step)));
  }

  @Override
  public GeneMoments moments(Expression x) {
    return sums(new GeneSums(x.genes()), x).moments(x.cells());
  }

  @Override
  public GeneMoments translatedMoments(GeneView view, double[] scale, SparseMatrix translation) {
    return sums(new TranslatedSums(view.numbers(), scale, translation), view.expression())
        .moments(view.expression().cells());
  }

  private MomentSums sums(BlockPass pass, Expression x) {
    return phase.part(1, step -> sums(pass, x, workers.counting(step)));
  }

  private static MomentSums sums(BlockPass pass, Expression x, Workers workers) {
    return x.reduceRanges(
        workers,
        (row, from, to) -> {
          MomentSums sums = MomentSums.ofColumns(pass.columns());
          BlockPass.Adder adder = pass.adder(sums);
          for (int cell = from; cell < to; cell++) {
            row.read(cell);
            adder.add(row);
          }
          return sums;
        },
        MomentSums.ofColumns(pass.columns()),
        MomentSums::merge);
  }

  @Override
  public GeneMoments averages(SparseMatrix graph, int first, Expression x) {
    return phase.part(1, step -> NeighborAverages.moments(graph, first, x, workers.counting(step)));
  }

  @Override
  public Svd components(ScaledExpression a, int components, long seed) {
    return phase.part(1, step -> CpuSvd.of(centered(a), components, seed, workers, step));
  }

  @Override
  public FloatMatrix loadings(ScaledExpression a, int components, long seed) {
    return phase.part(1, step -> CpuSvd.right(centered(a), components, seed, workers, step));
  }

  /** The matrix that {@link #components} decomposes. */
  public TallMatrix tall(ScaledExpression a) {
    return CpuSvd.tall(centered(a), workers);
  }

  private CenteredMatrix centered(ScaledExpression a) {
    return ScaledRows.centered(a, LARGEST_COPY, workers);
  }

  @Override
  public double[] lengths(Expression x, int[] genes) {
    return phase.part(1, step -> RowLengths.of(x, genes, workers.counting(step)));
  }

  @Override
  public CellMatrix harmonize(CellMatrix rows, Batches batches, HarmonyParams params) {
    return phase.part(1, _ -> Harmony.correct(rows, batches, params, workers));
  }

  @Override
  public SparseMatrix distances(Neighbors nearest) {
    return phase.part(1, _ -> NeighborGraph.distances(nearest, workers));
  }

  @Override
  public Neighbors nearest(CellMatrix queries, CellMatrix points, int k, NeighborSearch how) {
    return phase.part(1, _ -> how.search(queries, points, k, workers));
  }

  @Override
  public NeighborSearch.BothWays nearest(
      CellMatrix a, int kA, CellMatrix b, int kB, NeighborSearch how) {
    return phase.part(1, _ -> how.between(a, kA, b, kB, workers));
  }

  @Override
  public void project(
      GeneView view,
      double[] scale,
      int first,
      SparseMatrix a,
      List<FloatMatrix> blocks,
      CellMatrix rows,
      ColumnRanges columns) {
    LoadingPanels loadings = new BlockProduct(blocks).times(a, workers);
    phase.part(
        1,
        step -> {
          new Projector(view, scale, first, rows, columns)
              .project(loadings, workers.counting(step));
          return true;
        });
  }

  @Override
  public CpuJoinedCells join(List<SpeciesCells> species, double least) {
    return join(species, least, Holders::of);
  }

  /** Prepares the cells with holders that another engine makes. */
  public CpuJoinedCells join(List<SpeciesCells> species, double least, HolderSource holders) {
    return phase.part(1, _ -> new CpuJoinedCells(species, least, holders, workers));
  }

  @Override
  public FloatMatrix layout(SparseMatrix graph, UmapParams params, Progress.Phase phase) {
    return Umap.layout(graph, params, workers, phase);
  }

  @Override
  public void close() {}
}
