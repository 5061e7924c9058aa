package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** Graphs of the small golden case. */
class HomologyCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void buildsDescribesAndSavesAGraph() {
    Path maps =
        Path.of(System.getProperty("samap.repository", ".."))
            .resolve("core/src/test/resources/golden/mini/maps");
    Path saved = folder.resolve("a/mini.graph");
    Outcome built = run("homology --species hu,mo,fi --maps " + maps + " --out " + saved);
    assertThat(built.status()).as(built.err()).isZero();
    assertThat(built.out().lines())
        .hasSize(7)
        .startsWith("species\tother\tlinks\tgenes\tlinked\tmean_links\tmost_links")
        .allMatch(line -> line.split("\t", -1).length == 7);
    assertThat(built.out().lines().toList().get(1)).matches("hu\tmo\t[1-9]\\d*\t[1-9].*");
    Outcome loaded = run("homology --homology " + saved);
    assertThat(loaded.out()).isEqualTo(built.out());
    Path table = folder.resolve("mini.tsv.gz");
    assertThat(run("homology --homology " + saved + " --out " + table).status()).isZero();
    assertThat(run("homology --homology " + table).out()).isEqualTo(built.out());
  }

  private static Outcome run(String command) {
    return Outcome.of(command.split(" "));
  }
}
