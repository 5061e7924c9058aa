package org.samap.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
  @Test
  void keepsItsMessageOnOneLine() {
    assertThat(new InputException("gene 'a\n\u001b[31mb\u2028' of\ttwo"))
        .hasMessage("gene 'a<U+000A><U+001B>[31mb<U+2028>' of\ttwo");
    assertThat(InputException.about("k", "k\r")).hasMessage("k<U+000D>");
  }

  @Test
  void leavesOutTheMiddleOfALongText() {
    String message = "file.tsv: '" + "x".repeat(100_000) + "' is no gene; write one";
    assertThat(new InputException(message, new IllegalStateException()).getMessage())
        .startsWith("file.tsv: 'xxx")
        .contains("xxx ... xxx")
        .endsWith("' is no gene; write one")
        .hasSizeLessThan(2100);
  }
}
