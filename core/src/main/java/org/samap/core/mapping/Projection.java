package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.Engine;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.GeneMoments;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;

/**
 * Projects the cells of all species into one space: the principal components of all species side by
 * side (SPEC 5.2). With Z = expression / sd * weight of the linked genes, a cell of species i has
 *
 * <ul>
 *   <li>in the columns of its own species Z_i P_i,
 *   <li>in the columns of species j U / sd(U) * w_j * P_j with U = Z_i T_ij.
 * </ul>
 *
 * The mean over the rows of a species is then subtracted from them.
 *
 * <p>U (cells x genes) is never stored. One pass over the cells computes sd(U), and T_ij diag(w_j /
 * sd) P_j is a matrix of genes x components; a second pass projects. Z_i P_i is the same in all
 * iterations and computed once; each iteration overwrites the other columns. Time O(stored values x
 * components), memory O(genes x components) besides the rows.
 */
final class Projection {
  private final GeneLinks genes;
  private final Engine engine;

  /** The weight w of every linked gene. */
  private final double[] weights;

  /** The factor w / sd of every linked gene, for values of expression. */
  private final double[] scale;

  private final List<GeneView> views;

  /** The loadings P of each species, for its linked genes. */
  private final List<FloatMatrix> loadings = new ArrayList<>();

  /** The range of each species' components in a row. */
  private final SpeciesAxis components;

  /** The rows of each species; its own columns are complete from the start. */
  private final List<CellMatrix> rows;

  /**
   * @param phase counts the species
   */
  Projection(List<MappedSpecies> species, GeneLinks genes, Engine engine, Progress.Phase phase) {
    this(species, genes, emptyRows(species), engine, phase);
  }

  private Projection(
      List<MappedSpecies> species,
      GeneLinks genes,
      List<CellMatrix> rows,
      Engine engine,
      Progress.Phase phase) {
    this.rows = rows;
    this.genes = genes;
    this.engine = engine;
    this.weights = genes.gather(species.stream().map(MappedSpecies::weights).toList());
    double[] variances = genes.gather(species.stream().map(MappedSpecies::variances).toList());
    this.scale = new double[weights.length];
    Arrays.setAll(scale, g -> variances[g] > 0 ? weights[g] / Math.sqrt(variances[g]) : weights[g]);
    this.components =
        SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.loadings().columns()).toArray());
    this.views = genes.views(species);
    for (int s = 0; s < species.size(); s++) {
      loadings.add(linked(species.get(s).loadings(), genes.dataGenes().get(s)));
      ColumnRanges own = new ColumnRanges(components.start(s), components.end(s));
      project(
          s,
          SparseMatrix.identity(genes.axis().size(s)),
          List.of(loadings.get(s)),
          own,
          engine.counting(phase));
    }
  }

  private static List<CellMatrix> emptyRows(List<MappedSpecies> species) {
    int width = species.stream().mapToInt(s -> s.loadings().columns()).sum();
    return species.stream().map(s -> CellMatrix.zeros(s.cells(), width)).toList();
  }

  private static FloatMatrix linked(FloatMatrix loadings, int[] dataGenes) {
    FloatMatrix out = FloatMatrix.zeros(dataGenes.length, loadings.columns());
    for (int g = 0; g < dataGenes.length; g++) {
      System.arraycopy(
          loadings.values(),
          loadings.offset(dataGenes[g]),
          out.values(),
          out.offset(g),
          loadings.columns());
    }
    return out;
  }

  /**
   * The projection with other gene weights. It takes over the rows, so this projection cannot be
   * used any more.
   */
  Projection withWeightsOf(List<MappedSpecies> reweighted) {
    return new Projection(reweighted, genes, rows, engine, Progress.Silent.INSTANCE);
  }

  /** The range of each species' components in a row of the result. */
  SpeciesAxis components() {
    return components;
  }

  /**
   * The rows of all species (wPCA), one matrix per species; valid until the next call.
   *
   * @param shares the translation T
   * @param phase counts each species twice: translated and projected
   */
  List<CellMatrix> rows(SparseMatrix shares, Progress.Phase phase) {
    Engine counting = engine.counting(phase);
    for (int i = 0; i < views.size(); i++) {
      GeneMoments translated = counting.translatedMoments(views.get(i), scale, shares);
      ColumnRanges others =
          new ColumnRanges(0, components.start(i), components.end(i), components.total());
      project(i, standardized(i, shares, translated), loadingsOfOthers(i), others, counting);
    }
    return List.copyOf(rows);
  }

  private void project(
      int s, SparseMatrix a, List<FloatMatrix> blocks, ColumnRanges columns, Engine counting) {
    counting.project(views.get(s), scale, genes.axis().start(s), a, blocks, rows.get(s), columns);
  }

  /** T_ij diag(w_j / sd) for all other species j, side by side: genes of i x all genes. */
  private SparseMatrix standardized(int i, SparseMatrix shares, GeneMoments translated) {
    SpeciesAxis axis = genes.axis();
    SparseMatrix.Builder out = SparseMatrix.builder(axis.size(i), axis.total());
    for (int g = axis.start(i); g < axis.end(i); g++) {
      for (int p = shares.offset(g); p < shares.offset(g + 1); p++) {
        int h = shares.index(p);
        out.add(h, (float) (shares.value(p) * weights[h] / translated.scale(h)));
      }
      out.endRow();
    }
    return out.build();
  }

  /**
   * The loadings of all other species; i has no columns here, as links join different species only.
   */
  private List<FloatMatrix> loadingsOfOthers(int i) {
    List<FloatMatrix> others = new ArrayList<>(loadings);
    others.set(i, FloatMatrix.zeros(genes.axis().size(i), 0));
    return others;
  }
}
