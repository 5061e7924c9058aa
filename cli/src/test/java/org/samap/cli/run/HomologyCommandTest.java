package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
        .startsWith("species\tother\tlinks\tgenes\tlinked\tmean_links\tmost_links\tsource")
        .allMatch(line -> line.split("\t", -1).length == 8);
    assertThat(built.out().lines().toList().get(1)).matches("hu\tmo\t[1-9]\\d*\t[1-9].*");
    Outcome loaded = run("homology --homology " + saved);
    assertThat(loaded.out()).isEqualTo(built.out().replace("search tables", "mini.graph"));
    Path table = folder.resolve("mini.tsv.gz");
    assertThat(run("homology --homology " + saved + " --out " + table).status()).isZero();
    assertThat(run("homology --homology " + table).out())
        .isEqualTo(built.out().replace("search tables", "mini.tsv.gz"));
  }

  @Test
  void linksSpeciesThroughAThirdAndTellsTheSources() throws IOException {
    Path a = Files.writeString(folder.resolve("a.tsv"), "x\tA\ny\tB\n");
    Path b = Files.writeString(folder.resolve("b.tsv"), "A\ta\n");
    String tables = " --pairs dr,hs=" + a + " --pairs hs,mm=" + b;
    Outcome two = run("homology --species dr,mm --through hs" + tables);
    assertThat(two.status()).as(two.err()).isZero();
    assertThat(two.out().lines().skip(1))
        .containsExactly("dr\tmm\t1\t1\t1\t1\t1\tthrough hs", "mm\tdr\t1\t1\t1\t1\t1\tthrough hs");
    Outcome three = run("homology --species dr,mm,hs --through dr,mm=hs" + tables);
    assertThat(three.out().lines().skip(1))
        .hasSize(6)
        .contains("dr\ths\t2\t2\t2\t1\t1\ta.tsv", "hs\tmm\t1\t2\t1\t1\t1\tb.tsv");
    assertThat(three.err()).contains("different sources (through hs; a.tsv; b.tsv)");
  }

  @Test
  void saysHowToChooseAmongSources() throws IOException {
    Path pairs = Files.writeString(folder.resolve("p.tsv"), "A\ta\n");
    Path hs = Files.writeString(folder.resolve("hs.txt"), "#query\teggNOG_OGs\nA\tK1@33208\n");
    Path mm = Files.writeString(folder.resolve("mm.txt"), "#query\teggNOG_OGs\nb\tK1@33208\n");
    String both =
        "homology --species hs,mm --pairs hs,mm=%s --eggnog hs=%s --eggnog mm=%s --taxon 33208"
            .formatted(pairs, hs, mm);
    assertThat(run(both).status()).isEqualTo(2);
    assertThat(run(both).err()).contains("say which counts: --source hs,mm=pairs or eggnog");
    assertThat(run(both + " --source mm,hs=eggnog").out()).contains("groups of 33208");
  }

  private static Outcome run(String command) {
    return Outcome.of(command.split(" "));
  }
}
