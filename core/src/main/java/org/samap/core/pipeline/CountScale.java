package org.samap.core.pipeline;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.sam.Transform;

/** How the preprocessed expression of a SAM result becomes normalised counts again. */
final class CountScale {
  private static final String PREPROCESSING = "preprocess_args";

  private CountScale() {}

  /**
   * The inverse of the transformation that the result names; of log2(y + 1) if it names none. What
   * the noise threshold set to 0 stays 0.
   */
  static DoubleUnaryOperator of(AnnData result) {
    Transform transform =
        argument(result, "norm")
            .filter(norm -> norm.type() == DType.STRING)
            .flatMap(norm -> Arrays.stream(norm.all().texts()).findFirst())
            .flatMap(CountScale::named)
            .orElse(Transform.LOG);
    double div =
        argument(result, "div")
            .filter(d -> d.type() != DType.STRING)
            .map(d -> d.all().doubles()[0])
            .filter(d -> d > 0 && d < Double.POSITIVE_INFINITY)
            .orElse(1.0);
    return x -> transform.inverse(x) * div;
  }

  private static Optional<DenseArray> argument(AnnData result, String name) {
    return result
        .get(Section.UNS, PREPROCESSING, name)
        .or(() -> result.get(Section.UNS, "sam", PREPROCESSING, name))
        .filter(DenseArray.class::isInstance)
        .map(DenseArray.class::cast)
        .filter(a -> a.all().size() == 1);
  }

  private static Optional<Transform> named(String norm) {
    return Arrays.stream(Transform.values())
        .filter(t -> t.name().equalsIgnoreCase(norm))
        .findFirst();
  }
}
