package org.samap.core.pipeline;

import java.util.Locale;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Mapping;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.Scaling;

/** Parameters as a SAM result holds them in {@code uns}, under the names that SAM gives them. */
final class Arguments {
  private Arguments() {}

  static Mapping of(SamParams p) {
    return Mapping.EMPTY
        .with("npcs", DenseArray.scalar((long) p.npcs()))
        .with("k", DenseArray.scalar((long) p.k()))
        .with("n_genes", DenseArray.scalar((long) p.nGenes()))
        .with("weight_mode", DenseArray.scalar(lowerCase(p.weightMode())))
        .with("preprocessing", DenseArray.scalar(nameOf(p.scaling())))
        .with("max_iter", DenseArray.scalar((long) p.maxIter()))
        .with("stopping_condition", DenseArray.scalar(p.stopping()))
        .with("num_norm_avg", DenseArray.scalar((long) p.numNormAvg()))
        .with("weight_PCs", DenseArray.scalar(p.weightPcs()))
        .with("distance", DenseArray.scalar(lowerCase(p.search().metric())))
        .with("seed", DenseArray.scalar(p.search().seed()));
  }

  static Mapping of(PreprocessParams p) {
    return Mapping.EMPTY
        .with("sum_norm", DenseArray.scalar(p.sumNorm().text()))
        .with("norm", DenseArray.scalar(lowerCase(p.transform())))
        .with("div", DenseArray.scalar(p.div()))
        .with("thresh_low", DenseArray.scalar(p.threshLow()))
        .with("thresh_high", DenseArray.scalar(p.threshHigh()))
        .with("min_expression", DenseArray.scalar(p.minExpression()));
  }

  private static String nameOf(Scaling scaling) {
    return switch (scaling) {
      case STANDARD_SCALER -> "StandardScaler";
      case NORMALIZER -> "Normalizer";
      case NONE -> "none";
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
