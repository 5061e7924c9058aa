package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class SoftThresholdTest {

  @Property
  void tanhIsThatOfStrictMath(@ForAll @DoubleRange(min = -25, max = 25) double x) {
    assertThat(SoftThreshold.tanh(x)).isCloseTo(StrictMath.tanh(x), within(4e-16));
  }

  @Property
  void tanhNeverFalls(
      @ForAll @DoubleRange(min = -25, max = 25) double x,
      @ForAll @DoubleRange(min = 0.01, max = 1) double step) {
    assertThat(SoftThreshold.tanh(x + step)).isGreaterThanOrEqualTo(SoftThreshold.tanh(x));
  }

  @Property(tries = 1)
  void tanhOfWhatIsFarFromZeroIsOne() {
    assertThat(SoftThreshold.tanh(1e300)).isEqualTo(1);
    assertThat(SoftThreshold.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(SoftThreshold.tanh(0)).isZero();
  }

  @Property
  void theCentreStaysWhereItIs(@ForAll @DoubleRange(min = 0.1, max = 0.9) double c) {
    assertThat(SoftThreshold.tanhScale(c, 10, c)).isEqualTo(c);
  }
}
