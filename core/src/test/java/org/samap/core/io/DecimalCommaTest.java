package org.samap.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalCommaTest {
  @Test
  void isAPointBetweenSemicolonsOnly() {
    assertThat(DecimalComma.toPoint("0,5", ';')).isEqualTo("0.5");
    assertThat(DecimalComma.toPoint("0,5", '\t')).isEqualTo("0,5");
  }

  @Test
  void rowsHaveSemicolonsAndNoOtherCommas() {
    assertThat(DecimalComma.isIn("hs_A;mm_A;0,5")).isTrue();
    assertThat(DecimalComma.isIn("hs_A;mm_A;1")).isTrue();
    assertThat(DecimalComma.isIn("hs_A,\"a; b\",0.5")).isFalse();
    assertThat(DecimalComma.isIn("hs_A,mm_A,0")).isFalse();
  }
}
