package org.samap.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.report.MadeRun;
import org.samap.report.data.RunData;

/** The page holds what the run found, whatever its cells and types are called. */
class ReportPageTest {
  private static final int STEPS = 255;

  /** The scripts of the page itself. */
  private static final int SCRIPTS = 2;

  @TempDir private Path temporary;

  private ShownPage page(MadeRun run) {
    return page(run, ReportPage.Params.USUAL_BYTES, 2);
  }

  private ShownPage page(MadeRun run, long maxBytes, int threads) {
    Path folder = temporary.resolve("run" + threads);
    if (!Files.exists(folder)) {
      run.write(folder);
    }
    Path file = temporary.resolve("report" + threads + ".html");
    try (Workers workers = Workers.of(threads);
        RunData data = MadeRun.open(folder, workers)) {
      ReportPage.write(
          data, workers, new ReportPage.Params(Path.of("a run"), "1.2", maxBytes), file);
    }
    return ShownPage.of(file);
  }

  @Test
  void holdsCellsWhereTheUmapHasThem() {
    ShownPage page = page(MadeRun.small());
    ByteBuffer umap = page.block("umap");
    int cells = 24;
    assertThat(umap.remaining()).isEqualTo(4 * cells);
    double step = 6 / 65_535.0; // y goes from 0 to 6, which is more than x does
    int firstX = umap.getShort(0) & 0xFFFF;
    for (int c = 0; c < cells; c++) {
      double x = ((umap.getShort(2 * c) & 0xFFFF) - firstX) * step + MadeRun.x(0);
      double y = (umap.getShort(2 * (cells + c)) & 0xFFFF) * step;
      assertThat(x).isCloseTo(MadeRun.x(c), within(step));
      assertThat(y).isCloseTo(MadeRun.y(c), within(step));
    }
  }

  @Test
  void holdsTheTypeOfEachCellAndWhereItMapsTo() {
    ShownPage page = page(MadeRun.small());
    assertThat(page.list("nodes")).hasSize(6);
    assertThat(page.part("nodes", 4, "species")).isEqualTo(1);
    assertThat(page.part("nodes", 4, "label")).isEqualTo("B");
    ByteBuffer of = page.block("nodes");
    ByteBuffer partners = page.block("partners");
    ByteBuffer given = page.block("transferred");
    ByteBuffer alignment = page.block("alignment");
    int cells = 24;
    for (int c = 0; c < cells; c++) {
      int other = c < 12 ? 1 : 0;
      int partner = (c + 12) % cells;
      assertThat(of.getShort(2 * c)).isEqualTo((short) (c / 4));
      assertThat(partners.getInt(4 * (other * cells + c))).isEqualTo(partner);
      assertThat(partners.getInt(4 * ((1 - other) * cells + c))).isEqualTo(-1);
      assertThat(given.getShort(2 * (other * cells + c))).isEqualTo((short) (partner / 4));
      assertThat(alignment.get(other * cells + c) & 0xFF).isEqualTo(STEPS);
    }
  }

  @Test
  void holdsScoresAndTheTablesOfAnalyses() {
    ShownPage page = page(MadeRun.small());
    assertThat(page.list("scores").subList(0, 3)).isEqualTo(List.of(0, 3, 1));
    assertThat(page.part("folder")).isEqualTo("a run");
    assertThat(page.object("tables").keySet().toString())
        .contains("score_statistics", "gene_pairs", "match_confidence", "markers");
    assertThat(Set.copyOf(page.list("tables", "gene_pairs", "columns", 3, "words")))
        .isEqualTo(Set.of("sa_g0", "sa_g1", "sa_g2"));
    assertThat(page.list("notes")).isEmpty();
  }

  @Test
  void holdsTheExpressionOfTheGenesOfPairs() {
    ShownPage page = page(MadeRun.small());
    int genes = 6;
    assertThat(page.list("genes", "counts")).isEqualTo(Collections.nCopies(genes, 4));
    ByteBuffer bytes = page.block("expression");
    int at = 0;
    int value = page.list("genes", "stepBytes").stream().mapToInt(n -> (int) n).sum();
    for (int g = 0; g < genes; g++) {
      String name = (String) page.part("genes", "names", g);
      double largest = ((Number) page.part("genes", "largest", g)).doubleValue();
      int type = Integer.parseInt(name.substring("sa_g".length()));
      int cell = 0;
      for (int i = 0; i < 4; i++) {
        cell += bytes.get(at++);
        double found = (bytes.get(value++) & 0xFF) * largest / STEPS;
        assertThat(cell).isEqualTo(type * 4 + i);
        assertThat(found).isCloseTo(MadeRun.value(cell), within(0.02));
      }
      assertThat(page.part("genes", "species", g)).isEqualTo(name.startsWith("sa_") ? 0 : 1);
    }
    assertThat(bytes.remaining()).isEqualTo(value);
  }

  @Test
  void leavesGenesOutThatDoNotFit() {
    ShownPage page = page(MadeRun.small(), 1, 2);
    assertThat(page.list("genes", "counts")).isEmpty();
    assertThat(page.list("genes", "names")).hasSize(6);
    assertThat(page.block("expression").remaining()).isZero();
    assertThat(page.blocks()).doesNotContainKey("partners");
  }

  @Test
  void runsNoScriptOfAName() {
    List<String> names =
        List.of(
            "</script><script>planted(1)</script>",
            "\"><img src=x onerror=planted(2)>",
            "<!--samap:data-->",
            "a\u2028b",
            "細胞;\\n'",
            "x".repeat(200));
    ShownPage page = page(MadeRun.of(2, names));
    assertThat(IntStream.range(0, 12).mapToObj(n -> page.part("nodes", n, "label")).toList())
        .containsAll(names);
    assertThat(List.of("planted", "細胞", "\u2028", "xxxxxxxx")).noneMatch(page.html()::contains);
    int scripts = page.html().split("<script", -1).length - 1;
    assertThat(scripts).isEqualTo(page.blocks().size() + SCRIPTS);
  }

  @Test
  void letsOnlyItsOwnScriptsRunAndTakesNothingFromANetwork() {
    ShownPage page = page(MadeRun.small());
    String head = page.html().substring(0, page.html().indexOf("</head>"));
    assertThat(head)
        .contains("default-src 'none'")
        .containsPattern("script-src ('sha256-[A-Za-z0-9+/=]+' ){2}'unsafe-eval'");
    assertThat(List.of(" src=\"", "<link", "@import", "<!--samap:"))
        .noneMatch(page.html()::contains);
  }

  private static List<String> types(int count) {
    return IntStream.range(0, count).mapToObj(t -> "type " + t).toList();
  }

  @Test
  void showsSevenSpecies() {
    ShownPage page = page(MadeRun.of(7, types(20)));
    assertThat(page.list("species")).hasSize(7);
    assertThat(page.list("nodes")).hasSize(140);
    assertThat(page.list("columns")).hasSize(7);
    assertThat(page.list("notes")).singleElement().asString().contains("confidence of 420 matches");
  }

  @Test
  void shows150Types() {
    ShownPage page = page(MadeRun.of(2, types(150)));
    assertThat(page.list("columns", 1, "categories")).hasSize(150);
    assertThat(page.part("tables", "score_statistics", "total")).isEqualTo(22_500);
    assertThat(page.part("tables", "score_statistics", "rows")).isEqualTo(20_000);
  }

  @Test
  void isMadeOfARunWithoutScores() {
    ShownPage page = page(MadeRun.small().withoutScores());
    assertThat(page.list("scores")).isEmpty();
    assertThat(page.part("tables", "gene_pairs", "rows")).isEqualTo(0);
    assertThat(page.blocks()).containsKeys("umap", "partners");
  }

  @Test
  void isMadeOfARunWithoutUmap() {
    ShownPage page = page(MadeRun.small().withoutUmap());
    assertThat(page.blocks()).doesNotContainKey("umap").containsKeys("nodes", "expression");
  }

  @Test
  void saysWhyThereIsNoExpression() {
    ShownPage page = page(MadeRun.small().withoutExpression());
    assertThat(page.blocks()).doesNotContainKeys("expression", "dots").containsKey("umap");
    assertThat(page.object("tables").keySet().toString())
        .contains("score_statistics")
        .doesNotContain("gene_pairs", "markers");
    assertThat(page.list("notes")).isNotEmpty().allMatch(note -> note.toString().contains(".h5ad"));
  }

  @Test
  void hasTheSameBytesForAnyNumberOfThreads() throws IOException {
    page(MadeRun.small(), ReportPage.Params.USUAL_BYTES, 1);
    page(MadeRun.small(), ReportPage.Params.USUAL_BYTES, 3);
    assertThat(temporary.resolve("report1.html"))
        .hasSameBinaryContentAs(temporary.resolve("report3.html"));
  }

  @Test
  void refusesASizeBelowZero() {
    assertThatThrownBy(() -> new ReportPage.Params(Path.of("run"), "1", -1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("max_bytes is -1");
  }
}
