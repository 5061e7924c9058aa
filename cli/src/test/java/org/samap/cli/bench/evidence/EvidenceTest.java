package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** The whole evaluation, at its smallest size. */
class EvidenceTest {
  @TempDir private Path folder;

  @Test
  void isTheSameForAnyNumberOfThreads() throws IOException {
    Map<String, String> one = tables(1);
    assertThat(tables(2)).isEqualTo(one);
    assertThat(one.keySet())
        .containsExactlyInAnyOrder(
            "changes.csv",
            "kinds.csv",
            "matches.csv",
            "nulls.csv",
            "page",
            "reliability.csv",
            "robustness-simulated.csv",
            "significance.csv",
            "transfer-rules.csv",
            "transfer.csv");
    assertThat(one.get("robustness-simulated.csv"))
        .contains("\nfull,samap,14 of 14,", "\nfull,baseline,", "\nall links wrong,samap,");
  }

  private Map<String, String> tables(int threads) throws IOException {
    Path out = folder.resolve("threads" + threads);
    Path maps = Files.createDirectories(out.resolve("maps")).resolve("hs_mm.tsv");
    Path other = Files.createDirectories(out.resolve("case")).resolve("mine.txt");
    Files.writeString(maps, "a table of the user");
    Files.writeString(other, "another file");
    assertThat(
            Outcome.of(
                    "bench",
                    "--evidence",
                    "--quick",
                    "--threads=" + threads,
                    "--out=" + out,
                    "--quiet")
                .status())
        .isZero();
    assertThat(maps).hasContent("a table of the user");
    assertThat(other).hasContent("another file");
    Map<String, String> contents = new TreeMap<>();
    contents.put("page", Files.readString(folder.resolve("threads" + threads + ".md")));
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void asksForTheImmuneData() {
    Outcome outcome = Outcome.of("bench", "--evidence", "--immune=" + folder);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(folder + ": has no human_pbmc3k.h5ad; give the folder of the immune data");
  }

  @Test
  void saysWhatHasNoEffect() {
    Outcome outcome = Outcome.of("bench", "--quick");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("--quick has no effect without --evidence");
    Outcome both = Outcome.of("bench", "--evidence", "--fit");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--fit and --evidence measure different things");
  }

  @Test
  void replacesNoOtherPage() throws IOException {
    Files.writeString(folder.resolve("mine.md"), "my notes");
    Outcome outcome =
        Outcome.of("bench", "--evidence", "--quick", "--out=" + folder.resolve("mine"));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("mine.md: would be replaced, but it has no place for a table");
    assertThat(folder.resolve("mine.md")).hasContent("my notes");
  }
}
