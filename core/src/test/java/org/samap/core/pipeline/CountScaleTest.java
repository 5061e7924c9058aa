package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.ElementMap;
import org.samap.core.anndata.Section;

/** Expression becomes normalised counts again. */
class CountScaleTest {
  private static final AnnData NOTHING =
      AnnData.of(DataFrame.of(List.of()), DataFrame.of(List.of()));

  private static double count(String norm, double div, double x) {
    ElementMap args =
        ElementMap.EMPTY.with("norm", DenseArray.scalar(norm)).with("div", DenseArray.scalar(div));
    return CountScale.of(NOTHING.with(Section.UNS, "preprocess_args", args)).applyAsDouble(x);
  }

  @Test
  void byTheTransformationThatTheResultNames() {
    assertThat(count("log", 1, 3)).isCloseTo(7, within(1e-12));
    assertThat(count("log", 2, 3)).isCloseTo(14, within(1e-12));
    assertThat(count("none", 1, 3)).isEqualTo(3);
    assertThat(count("tfidf", 1, Math.log(4))).isCloseTo(3, within(1e-12));
  }

  @Test
  void asLogarithmsIfItNamesNoneThatIsKnown() {
    assertThat(CountScale.of(NOTHING).applyAsDouble(3)).isCloseTo(7, within(1e-12));
    assertThat(count("something else", 0, 3)).isCloseTo(7, within(1e-12));
  }
}
