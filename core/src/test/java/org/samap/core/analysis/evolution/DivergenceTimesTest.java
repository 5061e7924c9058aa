package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.run.InputException;

class DivergenceTimesTest {
  @TempDir Path folder = Path.of("");

  private DivergenceTimes read(String text) throws IOException {
    return DivergenceTimes.read(Files.writeString(folder.resolve("times.tsv"), text));
  }

  @Test
  void readsEitherOrder() throws IOException {
    DivergenceTimes times =
        read("species_a\tspecies_b\ttime\n# TimeTree\nmm\ths\t87\n\ndr\ths\t429.5\r\nhs\tmm\t87\n");
    assertThat(times.of(SpeciesPair.of("hs", "mm"))).hasValue(87);
    assertThat(times.of(SpeciesPair.of("hs", "dr"))).hasValue(429.5);
    assertThat(times.of(SpeciesPair.of("mm", "dr"))).isEmpty();
  }

  @Test
  void readsTheFirstLineBehindAByteOrderMark() throws IOException {
    DivergenceTimes times = read("\uFEFFhs,mm,87\r\n\"hs\",\"dr\",429.5\r\n");
    assertThat(times.of(SpeciesPair.of("hs", "mm"))).hasValue(87);
    assertThat(times.of(SpeciesPair.of("hs", "dr"))).hasValue(429.5);
  }

  @Test
  void readsDecimalCommasBetweenSemicolons() throws IOException {
    assertThat(read("hs;dr;429,5\n").of(SpeciesPair.of("hs", "dr"))).hasValue(429.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          hs,mm            | line 1: 'hs\tmm' has 2 tab-separated columns, not 3
          hs,mm,87,x       | has 4 tab-separated columns
          hs,mm,long       | line 1: the time is 'long'; give a number
          hs,mm,-1         | the time is '-1'
          hs,mm,NaN        | the time is 'NaN'
          hs,mm,Infinity   | the time is 'Infinity'
          hs,hs,0          | 'hs' and 'hs' are not two species
          hs,mm,1;mm,hs,2  | line 2: mm and hs have time 1.0 above and 2.0 here
          "# none"         | holds no divergence time
          """)
  void refusesWhatItCannotRead(String text, String message) {
    assertThatThrownBy(() -> read(text.replace(',', '\t').replace(';', '\n')))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("times.tsv")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatIsMissingOrNoText() throws IOException {
    assertThatThrownBy(() -> DivergenceTimes.read(folder.resolve("none.tsv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.tsv does not exist");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0x89, 'H', 'D', 'F'});
    assertThatThrownBy(() -> DivergenceTimes.read(binary))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not UTF-8 text");
  }
}
