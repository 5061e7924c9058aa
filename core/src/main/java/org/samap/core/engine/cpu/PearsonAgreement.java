package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.samap.core.engine.Agreement;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;
import org.samap.core.simd.FloatPanel;
import org.samap.core.simd.PanelKernels;

/**
 * Pearson's correlation of the smoothed expression of linked genes (SPEC 6). One pass over the
 * cells adds their smoothed expression ({@link Smoother}) to sums per gene and per edge; the
 * expression itself is not kept. A task has cells of one species.
 */
final class PearsonAgreement {
  private static final PanelKernels KERNELS = PanelKernels.best();

  /** The number of cells that are smoothed together. */
  private static final int GROUP = 64;

  /** Groups per task: enough that merging its sums costs little. */
  private static final int GROUPS = 4;

  private final List<GeneView> views;
  private final SpeciesAxis cells;
  private final CellOrder order;
  private final GeneEdges edges;
  private final Workers workers;

  PearsonAgreement(
      List<GeneView> genes, SpeciesAxis cells, CellOrder order, GeneEdges edges, Workers workers) {
    boolean[] linked = edges.linked();
    this.views = genes.stream().map(v -> v.only(linked)).toList();
    this.cells = cells;
    this.order = order;
    this.edges = edges;
    this.workers = workers;
  }

  /** Places [from, to) of a species. */
  private record Task(int species, int from, int to) {}

  /** The correlation of every edge; 0 where a gene has no variance. */
  double[] of(SparseMatrix stitched) {
    Sums sums = new Sums(cells.species(), edges.genes().total(), edges.size());
    List<Task> tasks = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      for (int p = cells.start(s); p < cells.end(s); p += GROUP * GROUPS) {
        tasks.add(new Task(s, p, Math.min(cells.end(s), p + GROUP * GROUPS)));
      }
    }
    Queue<Smoother> smoothers = new ConcurrentLinkedQueue<>();
    workers.reduce(
        tasks.size(),
        t -> {
          Smoother idle = smoothers.poll();
          Smoother smoother =
              idle == null ? new Smoother(views, cells, edges.genes(), stitched) : idle;
          Partial partial = partialSums(tasks.get(t), smoother);
          smoothers.add(smoother);
          return partial;
        },
        sums,
        Sums::add);
    double[] r = new double[edges.size()];
    for (GeneEdges.Pair pair : edges.pairs()) {
      for (int e = pair.from(); e < pair.to(); e++) {
        r[e] = correlation(sums, e, pair);
      }
    }
    return r;
  }

  private Partial partialSums(Task task, Smoother smoother) {
    int s = task.species;
    Partial sums = new Partial(s, edges.genes().total(), edges.size());
    for (int first = task.from; first < task.to; first += GROUP) {
      int[] group = Arrays.copyOfRange(order.cellAt(), first, Math.min(task.to, first + GROUP));
      smoother.begin(group);
      for (int i = 0; i < group.length; i += Smoother.WIDTH) {
        FloatPanel y = smoother.smooth(group, i, Math.min(group.length, i + Smoother.WIDTH));
        sums.addGenes(y);
        for (GeneEdges.Pair pair : edges.pairs()) {
          if (pair.a() == s || pair.b() == s) {
            addProducts(y, pair, sums.products);
          }
        }
      }
    }
    return sums;
  }

  private void addProducts(FloatPanel y, GeneEdges.Pair pair, double[] products) {
    int[] first = edges.first();
    int[] second = edges.second();
    for (int e = pair.from(); e < pair.to(); e++) {
      products[e] += KERNELS.product(y, first[e], second[e]);
    }
  }

  private double correlation(Sums sums, int e, GeneEdges.Pair pair) {
    int g = edges.first()[e];
    int h = edges.second()[e];
    double n = cells.size(pair.a()) + cells.size(pair.b());
    double meanG = (sums.sum[pair.a()][g] + sums.sum[pair.b()][g]) / n;
    double meanH = (sums.sum[pair.a()][h] + sums.sum[pair.b()][h]) / n;
    double squareG = (sums.squares[pair.a()][g] + sums.squares[pair.b()][g]) / n;
    double squareH = (sums.squares[pair.a()][h] + sums.squares[pair.b()][h]) / n;
    return Agreement.pearson(
        sums.products[e] / n - meanG * meanH,
        squareG - meanG * meanG,
        squareG,
        squareH - meanH * meanH,
        squareH);
  }

  /** Sums over some cells of species {@code s}: y and y^2 per gene, the product per edge. */
  private static final class Partial {
    final int s;
    final double[] sum;
    final double[] squares;
    final double[] products;

    Partial(int s, int genes, int edges) {
      this.s = s;
      sum = new double[genes];
      squares = new double[genes];
      products = new double[edges];
    }

    void addGenes(FloatPanel y) {
      for (int g = 0; g < sum.length; g++) {
        sum[g] += KERNELS.sum(y, g);
        squares[g] += KERNELS.product(y, g, g);
      }
    }
  }

  /** Sums over all cells; those of single genes are split by the species of the cells. */
  private static final class Sums {
    final double[][] sum;
    final double[][] squares;
    final double[] products;

    Sums(int species, int genes, int edges) {
      sum = new double[species][genes];
      squares = new double[species][genes];
      products = new double[edges];
    }

    void add(Partial p) {
      for (int g = 0; g < p.sum.length; g++) {
        sum[p.s][g] += p.sum[g];
        squares[p.s][g] += p.squares[g];
      }
      for (int e = 0; e < products.length; e++) {
        products[e] += p.products[e];
      }
    }
  }
}
