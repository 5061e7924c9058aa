package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * Re-weights the gene links by how well the smoothed expression of the two genes agrees over the
 * cells of their two species on the stitched graph (SPEC 6). Links whose agreement is under the
 * threshold, or undefined, go.
 */
final class Refinement {
  /** Cells that are smoothed together. */
  private static final int GROUP = 64;

  /** Groups per task: enough for the merging of its sums not to matter. */
  private static final int GROUPS = 4;

  private final List<MappedSpecies> species;
  private final SpeciesAxis cells;
  private final CellOrder order;
  private final GeneLinks original;
  private final AgreementParams params;
  private final Workers workers;
  private final double[] weights;
  private final GeneEdges edges;

  /** Per species: the linked gene that has an edge, of each gene of the data, or -1. */
  private final List<int[]> geneOfColumn = new ArrayList<>();

  Refinement(
      List<MappedSpecies> species,
      SpeciesAxis cells,
      CellOrder order,
      GeneLinks original,
      AgreementParams params,
      Workers workers) {
    this.species = species;
    this.cells = cells;
    this.order = order;
    this.original = original;
    this.params = params;
    this.workers = workers;
    this.weights = original.gather(species.stream().map(MappedSpecies::weights).toList());
    this.edges = GeneEdges.of(original, weights);
    boolean[] linked = edges.linked();
    for (int s = 0; s < species.size(); s++) {
      int[] gene = original.indexOfDataGene(s, species.get(s).expression().genes());
      Arrays.setAll(gene, g -> gene[g] >= 0 && linked[gene[g]] ? gene[g] : -1);
      geneOfColumn.add(gene);
    }
  }

  /** The links with their new weights: symmetric, zeros dropped. */
  SparseMatrix refine(SparseMatrix stitched) {
    double[] agreement =
        switch (params.mode()) {
          case PEARSON -> pearson(stitched);
          case XI -> new XiAgreement(species, cells, original, edges, workers).of(stitched);
        };
    for (int e = 0; e < agreement.length; e++) {
      double r = agreement[e] < params.threshold() ? 0 : Math.max(0, agreement[e]);
      agreement[e] =
          params.scaleByWeights()
              ? Math.sqrt(r * Math.sqrt(weights[edges.first()[e]] * weights[edges.second()[e]]))
              : r;
    }
    return edges.toMatrix(agreement);
  }

  /**
   * Pearson's correlation of every edge. One pass over the cells in tasks of one species: the
   * cells' smoothed expression is added to sums per gene and per edge, nothing is kept of it.
   */
  private double[] pearson(SparseMatrix stitched) {
    Sums sums = new Sums(cells.species(), original.genes(), edges.size());
    List<int[]> tasks = new ArrayList<>(); // species, first place, end
    for (int s = 0; s < cells.species(); s++) {
      for (int p = cells.start(s); p < cells.end(s); p += GROUP * GROUPS) {
        tasks.add(new int[] {s, p, Math.min(cells.end(s), p + GROUP * GROUPS)});
      }
    }
    Queue<Smoother> smoothers = new ConcurrentLinkedQueue<>();
    workers.reduce(
        tasks.size(),
        t -> {
          Smoother idle = smoothers.poll();
          Smoother smoother =
              idle == null
                  ? new Smoother(species, cells, original.axis(), geneOfColumn, stitched)
                  : idle;
          int[] task = tasks.get(t);
          Partial partial = partialSums(task[0], task[1], task[2], smoother);
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

  private Partial partialSums(int s, int from, int to, Smoother smoother) {
    Partial sums = new Partial(s, original.genes(), edges.size());
    for (int first = from; first < to; first += GROUP) {
      int[] group = Arrays.copyOfRange(order.cellAt(), first, Math.min(to, first + GROUP));
      smoother.begin(group);
      for (int i = 0; i < group.length; i += Smoother.WIDTH) {
        double[] y = smoother.smooth(group, i, Math.min(group.length, i + Smoother.WIDTH));
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

  private void addProducts(double[] y, GeneEdges.Pair pair, double[] products) {
    int[] first = edges.first();
    int[] second = edges.second();
    for (int e = pair.from(); e < pair.to(); e++) {
      products[e] += product(y, first[e] * Smoother.WIDTH, second[e] * Smoother.WIDTH);
    }
  }

  /** The product of two genes over the cells of a panel. */
  private static double product(double[] y, int g, int h) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < Smoother.WIDTH; i += 4) {
      a = Math.fma(y[g + i], y[h + i], a);
      b = Math.fma(y[g + i + 1], y[h + i + 1], b);
      c = Math.fma(y[g + i + 2], y[h + i + 2], c);
      d = Math.fma(y[g + i + 3], y[h + i + 3], d);
    }
    return (a + b) + (c + d);
  }

  private static double sum(double[] y, int g) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < Smoother.WIDTH; i += 4) {
      a += y[g + i];
      b += y[g + i + 1];
      c += y[g + i + 2];
      d += y[g + i + 3];
    }
    return (a + b) + (c + d);
  }

  private double correlation(Sums sums, int e, GeneEdges.Pair pair) {
    int g = edges.first()[e];
    int h = edges.second()[e];
    double n = cells.size(pair.a()) + cells.size(pair.b());
    double sumG = sums.sum[pair.a()][g] + sums.sum[pair.b()][g];
    double sumH = sums.sum[pair.a()][h] + sums.sum[pair.b()][h];
    double squaresG = sums.squares[pair.a()][g] + sums.squares[pair.b()][g];
    double squaresH = sums.squares[pair.a()][h] + sums.squares[pair.b()][h];
    double varianceG = squaresG / n - (sumG / n) * (sumG / n);
    double varianceH = squaresH / n - (sumH / n) * (sumH / n);
    // A variance that is nothing but rounding is none.
    if (varianceG <= 1e-13 * squaresG / n || varianceH <= 1e-13 * squaresH / n) {
      return 0;
    }
    double covariance = sums.products[e] / n - (sumG / n) * (sumH / n);
    return Math.clamp(covariance / Math.sqrt(varianceG * varianceH), -1, 1);
  }

  /** Sums over some cells of species {@code s}: per gene y and y^2, per edge the product. */
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

    void addGenes(double[] y) {
      for (int g = 0; g < sum.length; g++) {
        sum[g] += Refinement.sum(y, g * Smoother.WIDTH);
        squares[g] += product(y, g * Smoother.WIDTH, g * Smoother.WIDTH);
      }
    }
  }

  /** The same over all cells; those of single genes by the species of the cells. */
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
