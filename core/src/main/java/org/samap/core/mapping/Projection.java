package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;
import org.samap.core.simd.Kernels;

/**
 * Puts the cells of all species into one space, the principal components of all species side by
 * side (SPEC 5.2). With Z = expression / sd * weight of the linked genes, a cell of species i has
 *
 * <ul>
 *   <li>in the columns of its own species: Z_i P_i,
 *   <li>in the columns of species j: U / sd(U) * w_j * P_j with U = Z_i T_ij,
 * </ul>
 *
 * and from the rows of a species their mean is subtracted.
 *
 * <p>U (cells x genes) is never stored: one pass over the cells gives sd(U); then T_ij diag(w_j /
 * sd) P_j is a matrix of genes x components, and a second pass projects. Z_i P_i stays the same in
 * all iterations and is computed once; the rest of the rows is written anew in each. Time O(stored
 * values x components), memory O(genes x components) beside the rows.
 */
final class Projection {
  /** Cells that are projected together. */
  private static final int GROUP = 256;

  private final List<MappedSpecies> species;
  private final GeneLinks genes;
  private final Workers workers;
  private final Kernels kernels = Kernels.best();

  /** w of every linked gene. */
  private final double[] weights;

  /** w / sd of every linked gene: what a value of expression is multiplied by. */
  private final double[] scale;

  /** Per species: the linked gene of each gene of its data, or -1. */
  private final List<int[]> linked = new ArrayList<>();

  /** Where the components of each species lie in a row. */
  private final SpeciesAxis components;

  /** The rows of each species; the columns of its own part are complete from the beginning. */
  private final List<CellMatrix> rows;

  Projection(List<MappedSpecies> species, GeneLinks genes, Workers workers) {
    this(species, genes, emptyRows(species), workers);
  }

  private Projection(
      List<MappedSpecies> species, GeneLinks genes, List<CellMatrix> rows, Workers workers) {
    this.rows = rows;
    this.species = species;
    this.genes = genes;
    this.workers = workers;
    this.weights = genes.gather(species.stream().map(MappedSpecies::weights).toList());
    double[] variances = genes.gather(species.stream().map(MappedSpecies::variances).toList());
    this.scale = new double[weights.length];
    Arrays.setAll(scale, g -> variances[g] > 0 ? weights[g] / Math.sqrt(variances[g]) : weights[g]);
    this.components =
        SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.loadings().columns()).toArray());
    for (int s = 0; s < species.size(); s++) {
      linked.add(genes.indexOfDataGene(s, species.get(s).expression().genes()));
    }
    LoadingPanels panels = new LoadingPanels(mostGenes(), mostComponents());
    for (int s = 0; s < species.size(); s++) {
      Columns own = new Columns(components.start(s), components.end(s));
      takeOwn(s, panels);
      project(s, panels, rows.get(s), own);
    }
  }

  private static List<CellMatrix> emptyRows(List<MappedSpecies> species) {
    int width = species.stream().mapToInt(s -> s.loadings().columns()).sum();
    return species.stream().map(s -> CellMatrix.zeros(s.cells(), width)).toList();
  }

  /** The same with other weights of the genes; takes the rows of this one, which is used up. */
  Projection withWeightsOf(List<MappedSpecies> reweighted) {
    return new Projection(reweighted, genes, rows, workers);
  }

  /** Where the components of each species lie in a row of the result. */
  SpeciesAxis components() {
    return components;
  }

  /** Columns of the rows: two ranges, the second one possibly empty. */
  private record Columns(int from, int to, int from2, int to2) {
    Columns(int from, int to) {
      this(from, to, to, to);
    }

    int first() {
      return to - from;
    }

    int second() {
      return to2 - from2;
    }

    /** The i-th of them. */
    int at(int i) {
      return i < first() ? from + i : from2 + i - first();
    }
  }

  /**
   * The rows of all species (wPCA), one matrix per species; valid until the next call.
   *
   * @param shares the translation T
   */
  List<CellMatrix> rows(SparseMatrix shares) {
    LoadingPanels panels = new LoadingPanels(mostGenes(), components.total());
    for (int i = 0; i < species.size(); i++) {
      double[] sd = translatedDeviations(i, shares);
      Columns others = new Columns(0, components.start(i), components.end(i), components.total());
      translate(i, shares, sd, panels);
      project(i, panels, rows.get(i), others);
    }
    return List.copyOf(rows);
  }

  private int mostGenes() {
    return IntStream.range(0, species.size()).map(genes.axis()::size).max().orElse(0);
  }

  private int mostComponents() {
    return IntStream.range(0, species.size()).map(components::size).max().orElse(0);
  }

  /** P of a species, for its linked genes. */
  private void takeOwn(int s, LoadingPanels panels) {
    int[] dataGenes = genes.dataGenes().get(s);
    FloatMatrix p = species.get(s).loadings();
    double[] loadings = new double[p.columns()];
    panels.begin(p.columns());
    for (int g = 0; g < dataGenes.length; g++) {
      for (int c = 0; c < loadings.length; c++) {
        loadings[c] = p.get(dataGenes[g], c);
      }
      panels.set(g, loadings);
    }
  }

  /** T_ij diag(w_j / sd) P_j for all other species j, side by side: genes of i x components. */
  private void translate(int i, SparseMatrix shares, double[] sd, LoadingPanels panels) {
    int width = components.total() - components.size(i);
    panels.begin(width);
    workers.forRanges(
        genes.axis().size(i),
        256,
        (from, to) -> {
          double[] sum = new double[width];
          for (int g = from; g < to; g++) {
            int row = genes.axis().start(i) + g;
            Arrays.fill(sum, 0);
            for (int p = shares.offset(row); p < shares.offset(row + 1); p++) {
              int h = shares.index(p);
              int j = genes.axis().speciesOf(h);
              FloatMatrix loadings = species.get(j).loadings();
              kernels.axpy(
                  shares.value(p) * weights[h] / sd[h],
                  loadings.values(),
                  loadings.offset(genes.dataGenes().get(j)[h - genes.axis().start(j)]),
                  sum,
                  components.start(j) - (j > i ? components.size(i) : 0),
                  loadings.columns());
            }
            panels.set(g, sum);
          }
        });
  }

  /** The standard deviation of every column of U = Z_i T over the cells of i; 0 counts as 1. */
  private double[] translatedDeviations(int i, SparseMatrix shares) {
    int total = genes.genes();
    Expression x = species.get(i).expression();
    double[] sums =
        x.reduceRanges(
            workers,
            (row, from, to) -> translatedMoments(row, from, to, linked.get(i), shares),
            new double[2 * total],
            Projection::addAll);
    double[] sd = new double[total];
    int n = x.cells();
    for (int h = 0; h < total; h++) {
      double mean = sums[h] / n;
      double variance = sums[total + h] / n - mean * mean;
      // A column that is constant up to rounding has no deviation.
      sd[h] = variance > 1e-12 * mean * mean ? Math.sqrt(variance) : 1;
    }
    return sd;
  }

  /** Sums, then sums of squares, of the columns of U over some cells. */
  private double[] translatedMoments(
      RowCursor row, int from, int to, int[] linkedGene, SparseMatrix shares) {
    int total = genes.genes();
    double[] sums = new double[2 * total];
    double[] u = new double[total];
    boolean[] seen = new boolean[total];
    int[] touched = new int[total];
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      int count = 0;
      for (int p = row.from(); p < row.to(); p++) {
        int g = linkedGene[row.genes()[p]];
        if (g < 0) {
          continue;
        }
        double z = row.values()[p] * scale[g];
        for (int q = shares.offset(g); z != 0 && q < shares.offset(g + 1); q++) {
          int h = shares.index(q);
          if (!seen[h]) {
            seen[h] = true;
            touched[count++] = h;
          }
          u[h] += z * shares.value(q);
        }
      }
      for (int t = 0; t < count; t++) {
        int h = touched[t];
        sums[h] += u[h];
        sums[total + h] += u[h] * u[h];
        u[h] = 0;
        seen[h] = false;
      }
    }
    return sums;
  }

  private static void addAll(double[] total, double[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }

  /**
   * Puts Z_s times the loadings (linked genes of s x components) into columns of {@code out}, and
   * subtracts their means.
   */
  private void project(int s, LoadingPanels panels, CellMatrix out, Columns columns) {
    Expression x = species.get(s).expression();
    double[] sums =
        x.reduceRanges(
            workers,
            (row, from, to) -> projectCells(s, row, from, to, panels, out, columns),
            new double[panels.components()],
            Projection::addAll);
    double[] means = Arrays.stream(sums).map(v -> v / Math.max(1, x.cells())).toArray();
    workers.forRanges(
        x.cells(),
        GROUP,
        (from, to) -> {
          for (int cell = from; cell < to; cell++) {
            float[] row = out.values(cell);
            int at = out.offset(cell);
            subtract(means, 0, row, at + columns.from, columns.first());
            subtract(means, columns.first(), row, at + columns.from2, columns.second());
          }
        });
  }

  /** Projects some cells, group by group, and returns the sums of the components. */
  private double[] projectCells(
      int s,
      RowCursor row,
      int begin,
      int end,
      LoadingPanels loadings,
      CellMatrix out,
      Columns columns) {
    LoadingPanels.Multiplier multiplier =
        loadings.new Multiplier(linked.get(s), genes.axis().start(s), scale);
    double[] sums = new double[loadings.components()];
    for (int from = begin; from < end; from += GROUP) {
      int first = from;
      multiplier.multiply(
          row,
          first,
          Math.min(end, first + GROUP),
          (i, component, z) -> {
            float value = (float) z;
            out.set(first + i, columns.at(component), value);
            sums[component] += value;
          });
    }
    return sums;
  }

  private static void subtract(double[] means, int start, float[] values, int at, int count) {
    for (int c = 0; c < count; c++) {
      values[at + c] = (float) (values[at + c] - means[start + c]);
    }
  }
}
