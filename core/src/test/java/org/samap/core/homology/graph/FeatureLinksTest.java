package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.run.InputException;

class FeatureLinksTest {
  @TempDir private Path folder;

  private FeatureLinks read(String text) throws IOException {
    return FeatureLinks.read(Files.writeString(folder.resolve("links.tsv"), text));
  }

  @Test
  void readsWhatItWrote() {
    FeatureLinks.Builder builder = FeatureLinks.builder(List.of("p", "q"), List.of("A", "B"));
    builder.add(1, 1, 0.25);
    builder.add(0, 1, 0.5);
    builder.add(0, 0, 1);
    builder.add(0, 1, 0.125); // the heavier one counts
    FeatureLinks links = builder.build();
    Path file = folder.resolve("links.tsv.gz");
    links.write(file, "peak", "gene");
    FeatureLinks again = FeatureLinks.read(file);
    assertThat(again.features()).isEqualTo(links.features());
    assertThat(again.genes()).isEqualTo(links.genes());
    assertThat(again.weights()).isEqualTo(links.weights());
    assertThat(links.summary("peaks")).isEqualTo("3 links of 2 of 2 peaks to 2 of 2 genes");
  }

  @Test
  void weighsLinksWithoutWeightsAlike() throws IOException {
    FeatureLinks links = read("p,A\n\"q\",B,\nq,A,3\n");
    assertThat(links.features()).containsExactly("p", "q");
    assertThat(links.weights().value(0)).isEqualTo(1);
    assertThat(links.weights().value(1)).isEqualTo(3);
    assertThat(links.weights().value(2)).isEqualTo(1);
  }

  @Test
  void readsDecimalCommasBetweenSemicolons() throws IOException {
    assertThat(read("p;A;0,5\n").weights().value(0)).isEqualTo(0.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          peak,gene                 | holds no link
          p                         | line 1: 'p' is not a feature and a gene
          p,A,1;q,,2                | line 2: 'q,,2' is not a feature and a gene
          p,A,1;q,B,-2              | line 2: the weight '-2' is not a number of at least 0
          p,A,1;q,B,many            | line 2: the weight 'many' is not
          p,A,NaN                   | line 1: the weight 'NaN' is not
          p,A,0                     | holds no link
          """)
  void refusesWhatIsNoLink(String text, String message) {
    assertThatThrownBy(() -> read(text.replace(';', '\n')))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("links.tsv")
        .hasMessageContaining(message);
  }
}
