package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/evaluation.md} shows the tables that the evaluation wrote, as they are. */
class EvaluationPageTest {
  private static final Path DOCS =
      Path.of(System.getProperty("samap.repository", "..")).resolve("docs");
  private static final Path PAGE = DOCS.resolve("evaluation.md");
  private static final Path TABLES = DOCS.resolve("evaluation");

  /** Every match on its own: too long for the page. */
  private static final String MATCHES = "matches.csv";

  @Test
  void holdsTheTablesAsTheyWereWritten() throws IOException {
    String text = Files.readString(PAGE);
    String filled = EvidenceDocument.filled(text, TABLES);
    if (Boolean.getBoolean("samap.writeDocuments")) {
      Files.writeString(PAGE, filled);
    }
    assertThat(PAGE)
        .as(
            "to renew it: mvn -pl core,cli test -Dtest=EvaluationPageTest"
                + " -Dsamap.writeDocuments=true -Dsurefire.failIfNoSpecifiedTests=false")
        .content()
        .isEqualTo(filled);
  }

  @Test
  void showsEveryTableButTheLongOne() throws IOException {
    List<String> shown = EvidenceDocument.files(Files.readString(PAGE));
    try (Stream<Path> files = Files.list(TABLES)) {
      List<String> written = files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
      assertThat(written).contains(MATCHES);
      assertThat(shown)
          .containsExactlyInAnyOrderElementsOf(
              written.stream().filter(file -> !file.equals(MATCHES)).toList());
    }
  }
}
