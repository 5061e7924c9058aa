package org.samap.core.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.sam.Preprocessed;
import org.samap.core.sam.SamResult;

/** Where a file holds the result of SAM. */
final class SamFile {
  static final String CLUSTERS = "leiden_clusters";
  static final String WEIGHTS = "weights";
  static final String CONNECTIVITIES = "connectivities";
  static final String LOADINGS = "PCs_SAMap";
  static final String RUN_ARGS = "run_args";

  private SamFile() {}

  /**
   * What a file holds of an analysis.
   *
   * @param obs the cells with their clusters
   */
  static AnnData of(
      DataFrame obs, List<String> genes, Preprocessed data, SamResult sam, FloatMatrix loadings) {
    DataFrame var =
        DataFrame.of(genes)
            .with("mask_genes", Values.of(data.maskGenes()))
            .with("means", Values.of(data.moments().means()))
            .with("variances", Values.of(data.moments().variances()))
            .with(WEIGHTS, Values.of(sam.weights()))
            .with("spatial_dispersions", Values.of(sam.spatialDispersions()));
    String[] ranked = Arrays.stream(sam.rankedGenes()).mapToObj(genes::get).toArray(String[]::new);
    return AnnData.of(obs, var)
        .withX(BlockMatrix.of(data.expression()))
        .with(Section.OBSM, "X_pca", DenseArray.of(sam.pca()))
        .with(Section.VARM, "PCs", DenseArray.of(sam.pcs()))
        .with(Section.VARM, LOADINGS, DenseArray.of(loadings))
        .with(Section.OBSP, CONNECTIVITIES, SparseArray.of(sam.graph().connectivities()))
        .with(Section.OBSP, "distances", SparseArray.of(sam.graph().distances()))
        .with(Section.OBSP, "nnm", SparseArray.of(sam.graph().nnm()))
        .with(Section.UNS, "ranked_genes", DenseArray.vector(Values.of(ranked)));
  }

  /** Whether a file holds a finished result. */
  static boolean isFinished(AnnData data) {
    return data.x().isPresent()
        && data.var().has(WEIGHTS)
        && data.get(Section.OBSP, CONNECTIVITIES).isPresent()
        && (data.get(Section.UNS, RUN_ARGS).isPresent()
            || data.get(Section.UNS, "sam", RUN_ARGS).isPresent());
  }

  /**
   * X of a finished result is preprocessed, so to run SAM again the counts must be elsewhere in the
   * file.
   */
  static void requireCountsBesideX(DataFile file, Optional<String> layer) {
    AnnData data = file.data();
    boolean elsewhere =
        layer.map(l -> !l.equals("X")).orElse(false)
            || data.raw().isPresent()
            || data.get(Section.LAYERS, "counts").isPresent();
    if (!elsewhere) {
      throw new InputException(
          file.path()
              + ": holds a finished SAM result but no counts; give the file it was made from");
    }
  }

  /** A graph of ones with the diagonal, for any weights in the file. */
  static SparseMatrix pattern(SparseMatrix graph) {
    SparseMatrix.Builder ones = SparseMatrix.builder(graph.rows(), graph.columns());
    for (int r = 0; r < graph.rows(); r++) {
      ones.add(r, 1);
      for (int p = graph.offset(r); p < graph.offset(r + 1); p++) {
        if (graph.index(p) != r && graph.value(p) != 0) {
          ones.add(graph.index(p), 1);
        }
      }
      ones.endRow();
    }
    return ones.build();
  }
}
