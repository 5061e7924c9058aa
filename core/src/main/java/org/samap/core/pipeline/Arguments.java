package org.samap.core.pipeline;

import java.util.Locale;
import java.util.Optional;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.ElementMap;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.Scaling;

/** Parameters as a SAM result stores them in {@code uns}, with SAM's names. */
final class Arguments {
  private Arguments() {}

  static ElementMap of(SamParams p, Optional<String> batch) {
    ElementMap args = of(p);
    return batch.map(b -> args.with(BatchColumn.KEY, DenseArray.scalar(b))).orElse(args);
  }

  static ElementMap of(SamParams p) {
    return ElementMap.EMPTY
        .with("npcs", DenseArray.scalar((long) p.pca().npcs()))
        .with("k", DenseArray.scalar((long) p.k()))
        .with("n_genes", DenseArray.scalar((long) p.pca().nGenes()))
        .with("weight_mode", DenseArray.scalar(lowerCase(p.weights().mode())))
        .with("preprocessing", DenseArray.scalar(nameOf(p.pca().scaling())))
        .with("max_iter", DenseArray.scalar((long) p.stopping().maxIter()))
        .with("stopping_condition", DenseArray.scalar(p.stopping().change()))
        .with("num_norm_avg", DenseArray.scalar((long) p.weights().numNormAvg()))
        .with("weight_PCs", DenseArray.scalar(p.pca().weightPcs()))
        .with("distance", DenseArray.scalar(lowerCase(p.search().metric())))
        .with("seed", DenseArray.scalar(p.search().seed()));
  }

  static ElementMap of(PreprocessParams p) {
    return ElementMap.EMPTY
        .with("sum_norm", DenseArray.scalar(p.sumNorm().text()))
        .with("norm", DenseArray.scalar(lowerCase(p.transform())))
        .with("div", DenseArray.scalar(p.div()))
        .with("thresh_low", DenseArray.scalar(p.thresholds().low()))
        .with("thresh_high", DenseArray.scalar(p.thresholds().high()))
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
