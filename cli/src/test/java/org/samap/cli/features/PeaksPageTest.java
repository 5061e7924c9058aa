package org.samap.cli.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** The page on peaks, command by command: what it says of the simulated data is true. */
@Tag("slow")
class PeaksPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("samap.repository", "..")).resolve("docs/peaks.md");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ samap ((?:.*\\\\\\n)*.*)$");
  private static final Pattern OUT = Pattern.compile("--out (\\S+)");

  @TempDir private Path folder;

  @Test
  void findsEveryTypeInEveryRun() throws IOException {
    List<String> runs = new ArrayList<>();
    Matcher commands = COMMAND.matcher(Files.readString(PAGE));
    while (commands.find()) {
      String command =
          commands
              .group(1)
              .replaceAll("\\\\\\n *", "")
              .replaceAll("\\bchromatin\\b", Matcher.quoteReplacement("" + folder.resolve("c")));
      assertThat(Outcome.of((command + " --quiet").split(" +")).status()).as(command).isZero();
      Matcher out = OUT.matcher(command);
      if (command.startsWith("run ") && out.find()) {
        runs.add(out.group(1));
      }
    }
    assertThat(runs).hasSizeGreaterThan(2);
    for (String run : runs) {
      assertThat(rightTypes(Path.of(run))).as(run).isEqualTo(8);
    }
  }

  /** Shared types of the first species whose best partner has the same name. */
  private static long rightTypes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("mapping_table.tsv")).stream()
        .map(line -> line.split("\t", -1))
        .filter(row -> row[0].matches("(aa|atac)_type\\d") && row[1].equals("1"))
        .filter(row -> row[0].replaceAll(".*_", "").equals(row[2].replaceAll(".*_", "")))
        .count();
  }
}
