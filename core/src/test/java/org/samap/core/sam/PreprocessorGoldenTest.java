package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samap.core.golden.Golden.assertClose;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.golden.Golden;
import org.samap.core.run.Workers;

/** SPEC 2 against the stored values. */
class PreprocessorGoldenTest {
  @ParameterizedTest
  @MethodSource("org.samap.core.golden.Golden#cases")
  void findsTheStoredExpressionAndMoments(Golden cases) {
    try (Golden golden = cases;
        Workers workers = Workers.of(2)) {
      for (String id : golden.species()) {
        Expression counts = CountsFile.read(golden.folder().resolve(id + ".h5ad"));
        Preprocessed data =
            Preprocessor.run(counts, PreprocessParams.defaults(), CpuEngine.on(workers));
        String path = "sam/" + id + "/";
        assertClose(CountsFile.sparse(data.expression()), golden.sparse(path + "X"), 1e-6);
        assertThat(data.maskGenes()).isEqualTo(golden.booleans(path + "mask_genes"));
        assertClose(data.moments().means(), golden.doubles(path + "means"), 1e-6);
        assertClose(data.moments().variances(), golden.doubles(path + "variances"), 1e-6);
      }
    }
  }
}
