package org.samap.core.sam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Session;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;

/**
 * The self-assembling manifold (SAM). Genes are weighted by how much their expression varies
 * between neighbourhoods of cells, and neighbourhoods are found from the weighted genes, until the
 * weights settle.
 *
 * <p>If the cells are from several batches, {@link org.samap.core.harmony.Harmony} corrects the
 * components of every iteration before the neighbour search. So a cell's neighbours come from all
 * batches, and genes that vary only between batches lose their weight.
 *
 * <p>Of data with depths ({@link Transform#TFIDF}) the components that follow them are left out.
 *
 * <p>An iteration costs a PCA of the chosen genes ({@link Engine#components}), a neighbour search,
 * and a pass that averages each cell's neighbours. Memory: a scaled copy of the chosen genes'
 * expression (up to 16 bytes per value), the components, and three numbers per edge.
 *
 * @see <a href="https://doi.org/10.7554/eLife.48994">Tarashansky et al. 2019</a>
 */
public final class Sam {
  private Sam() {}

  /**
   * @throws org.samap.core.run.InputException if there are fewer than 7 cells, or no gene is
   *     expressed
   */
  public static SamResult run(Preprocessed data, SamParams wanted, Session session) {
    return run(data, Batches.one(data.cells()), wanted, session);
  }

  /**
   * @param batches of the cells
   * @throws org.samap.core.run.InputException if there are fewer than 7 cells, or nothing is
   *     expressed
   */
  public static SamResult run(
      Preprocessed data, Batches batches, SamParams wanted, Session session) {
    SamParams params = wanted.limitedTo(data.cells(), expressedGenes(data.moments()));
    List<double[]> weightsByIteration = new ArrayList<>();
    Pass last =
        session
            .progress()
            .run(
                "gene weights",
                new Settling(params.stopping()).expectedRounds(),
                phase ->
                    settle(data, batches, params, weightsByIteration, session.engine(), phase));
    return last.result(data, weightsByIteration, params, session.engine());
  }

  /** Runs rounds until the weights settle; returns the last one. */
  private static Pass settle(
      Preprocessed data,
      Batches batches,
      SamParams params,
      List<double[]> weightsByIteration,
      Engine engine,
      Progress.Phase phase) {
    double[] weights = new double[data.genes()];
    Arrays.fill(weights, 1);
    double[] merit = fanoFactors(data.moments());
    Settling settling = new Settling(params.stopping());
    Pass pass;
    do {
      int[] genes = GeneRanking.best(merit, params.pca().nGenes());
      double[] before = weights;
      pass =
          phase.part(
              1,
              round -> {
                round.expect(Pass.operations(batches));
                return Pass.of(data, batches, genes, before, params, engine.counting(round));
              });
      settling.add(rootMeanSquareDifference(weights, pass.found.weights()));
      weights = pass.found.weights();
      merit = weights;
      weightsByIteration.add(weights);
      phase.expect(settling.expectedRounds());
    } while (settling.goesOn());
    return pass;
  }

  /**
   * One round: weights give components, components give neighbours, neighbours give new weights.
   */
  private record Pass(int[] genes, Svd svd, CellMatrix pca, Neighbors nearest, GeneWeights found) {
    /** The steps of a round: components, their correction, neighbours, distances, averages. */
    static int operations(Batches batches) {
      return batches.isOne() ? 4 : 5;
    }

    static Pass of(
        Preprocessed data,
        Batches batches,
        int[] genes,
        double[] weights,
        SamParams params,
        Engine engine) {
      ScaledExpression scaled =
          ScaledGenes.forPca(data, genes, weights, params.pca().scaling(), engine);
      int npcs = Math.clamp(Math.min(data.cells(), genes.length) - 1, 1, params.pca().npcs());
      Svd all = engine.components(scaled, npcs, params.search().seed());
      Svd svd = data.depths().map(d -> DepthComponents.without(all, d)).orElse(all);
      CellMatrix components = params.pca().weightPcs() ? weighted(svd) : svd.scores();
      CellMatrix pca =
          batches.isOne()
              ? components
              : engine.harmonize(
                  components, batches, HarmonyParams.defaults().withSeed(params.search().seed()));
      Neighbors nearest = engine.nearest(pca, pca, params.k(), params.search());
      SparseMatrix connectivities = CellGraph.ones(engine.distances(nearest));
      GeneMoments averages = engine.averages(connectivities, 0, data.expression());
      GeneWeights found =
          GeneWeights.of(averages, params.weights().mode(), params.weights().numNormAvg());
      return new Pass(genes, svd, pca, nearest, found);
    }

    SamResult result(
        Preprocessed data, List<double[]> weightsByIteration, SamParams params, Engine engine) {
      return new SamResult(
          found.weights(),
          found.dispersions(),
          GeneRanking.of(found.weights()),
          List.copyOf(weightsByIteration),
          pca,
          MappingLoadings.spread(svd.right(), genes, data.genes(), pca.columns()),
          CellGraph.of(engine.distances(nearest), params.search().metric(), nearest.recall()),
          params);
    }
  }

  /** Scores with each component scaled by the square root of its variance relative to the first. */
  private static CellMatrix weighted(Svd svd) {
    CellMatrix out = svd.scores();
    double[] s = svd.singularValues();
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        out.set(r, c, s[0] == 0 ? 0 : (float) (out.get(r, c) * (s[c] / s[0])));
      }
    }
    return out;
  }

  private static int expressedGenes(GeneMoments moments) {
    return (int) Arrays.stream(moments.means()).filter(m -> m > 0).count();
  }

  /** variance / mean, or the variance itself if the mean is 0. */
  private static double[] fanoFactors(GeneMoments moments) {
    double[] means = moments.means();
    double[] f = moments.variances().clone();
    for (int g = 0; g < f.length; g++) {
      f[g] /= means[g] == 0 ? 1 : means[g];
    }
    return f;
  }

  private static double rootMeanSquareDifference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }
}
