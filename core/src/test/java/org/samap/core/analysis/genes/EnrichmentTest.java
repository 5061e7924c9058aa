package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Everywhere;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.annotation.Annotations;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class EnrichmentTest {
  private static final Enrichment.Params PUBLISHED =
      Enrichment.Params.defaults()
          .withCount(Enrichment.Count.GENES)
          .withBackground(Enrichment.Background.ANNOTATED);

  @TempDir private Path folder;

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePublishedCountingGivesTheStoredTables(Golden golden) {
    try (golden;
        Workers workers = Workers.of(2)) {
      MappedGenes data = GoldenGenes.of(golden);
      GenePairs.Params params = GenePairs.Params.defaults();
      MappingScores scores = MappingScores.of(data.graph(), data.labels(), 20, 0);
      GenePairs pairs =
          GenePairs.of(
              data,
              GoldenGenes.markers(data, workers),
              GenePairs.mapped(scores, params),
              params,
              workers);
      Annotations.Builder annotations =
          Annotations.builder(data.genes(), Annotations.Params.defaults());
      for (int s = 0; s < 3; s++) {
        Path file = golden.folder().resolve("annotations/" + golden.species().get(s) + ".tsv");
        annotations.read(s, file, name -> name, Progress.silent());
      }
      Enrichment found =
          Enrichment.of(
              pairs,
              annotations.build(),
              data.homology(),
              ExpressedGenes.of(data, workers),
              PUBLISHED);
      assertTables(golden, found);
    }
  }

  private static void assertTables(Golden golden, Enrichment found) {
    Map<String, Enrichment.Enriched> at = new HashMap<>();
    for (Enrichment.Enriched e : found.terms()) {
      String node = found.labels().nodes().get(e.node()).name();
      at.put(node + " " + found.annotations().terms().get(e.term()), e);
    }
    List<String[]> scores = golden.table("expected/enrichment_scores.tsv");
    List<String[]> counts = golden.table("expected/enrichment_counts.tsv");
    List<String[]> genes = golden.table("expected/enrichment_genes.tsv");
    int stored = 0;
    for (int row = 1; row < scores.size(); row++) {
      for (int c = 1; c < scores.getFirst().length; c++) {
        int count = (int) Double.parseDouble(counts.get(row)[c]);
        Enrichment.Enriched e = at.get(scores.get(row)[0] + " " + scores.getFirst()[c]);
        assertThat(e != null).isEqualTo(count > 0);
        if (e != null) {
          stored++;
          double score = Double.parseDouble(scores.get(row)[c]);
          assertThat(LogProbability.minusLog10(e.logP())).isCloseTo(score, within(1e-9));
          assertThat(e.genes()).hasSize(count);
          assertThat(
                  IntStream.of(e.genes())
                      .mapToObj(g -> found.annotations().genes().name(g))
                      .toList())
              .containsExactlyInAnyOrder(genes.get(row)[c].split(";"));
        }
      }
    }
    assertThat(found.terms()).hasSize(stored).hasSizeGreaterThan(100);
  }

  /** Genes a0 ... a9 and b0 ... b9, and one mapping of their types with three pairs. */
  private static GenePairs pairs() {
    GeneAxis genes =
        GeneAxis.of(
            List.of("aa", "bb"),
            List.of(
                IntStream.range(0, 10).mapToObj(i -> "a" + i).toList(),
                IntStream.range(0, 10).mapToObj(i -> "b" + i).toList()));
    CellLabels labels =
        CellLabels.of(List.of("aa", "bb"), List.of(List.of("α; x"), List.of("y z")));
    List<GenePairs.GenePair> list =
        IntStream.range(0, 3)
            .mapToObj(i -> new GenePairs.GenePair(i, 10 + i, 1, -9, -9, 0.5f, 100))
            .toList();
    return new GenePairs(labels, genes, List.of(new GenePairs.Mapping(0, 1, list)));
  }

  /** a0 to a9 are linked to b0 to b9, a0 also to b8; only the first links are kept. */
  private static RefinedHomology homology() {
    return new RefinedHomology(pairs().genes(), links(true), links(false));
  }

  private static SparseMatrix links(boolean all) {
    boolean[][] linked = new boolean[20][20];
    for (int i = 0; i < 10; i++) {
      linked[i][10 + i] = linked[10 + i][i] = true;
    }
    linked[0][18] = linked[18][0] = all;
    SparseMatrix.Builder links = SparseMatrix.builder(20, 20);
    for (boolean[] row : linked) {
      IntStream.range(0, 20).filter(h -> row[h]).forEach(h -> links.add(h, 1));
      links.endRow();
    }
    return links.build();
  }

  private Enrichment enrichment(Enrichment.Params params, int... silent) throws IOException {
    Path a = folder.resolve("a.gmt");
    Files.writeString(
        a,
        """
        all three\tas in the pairs\ta0\ta1\ta2
        one\tone\ta0\ta9
        other\tnot in pairs\ta5\ta6
        """);
    Path b = Files.writeString(folder.resolve("b.tsv"), "gene\tGO\nb0\tone\nb3\tone\n");
    GenePairs pairs = pairs();
    Annotations annotations =
        Annotations.builder(pairs.genes(), Annotations.Params.defaults())
            .read(0, a, name -> name, Progress.silent())
            .read(1, b, name -> name, Progress.silent())
            .build();
    double[] weights = new double[20];
    Arrays.fill(weights, 1);
    IntStream.of(silent).forEach(g -> weights[g] = 0);
    return Enrichment.of(
        pairs, annotations, homology(), Everywhere.expressed(pairs.genes(), weights), params);
  }

  private List<String[]> rows(Enrichment found) throws IOException {
    Path file = folder.resolve("enrichment.tsv");
    found.write(file);
    return Files.readAllLines(file).stream().map(l -> l.split("\t", -1)).toList();
  }

  @Test
  void writesTermsOfEveryNodeBestFirst() throws IOException {
    List<String[]> rows = rows(enrichment(PUBLISHED));
    assertThat(rows.getFirst())
        .containsExactly(
            "node",
            "term",
            "description",
            "p",
            "minus_log10_p",
            "q",
            "drawn_with_term",
            "drawn",
            "background_with_term",
            "background",
            "gene_names");
    assertThat(rows).hasSize(5);
    // 8 genes have a term; a0, a1, a2 and b0 are behind the mapping.
    String[] best = rows.get(1);
    assertThat(best).startsWith("aa_α; x", "all three", "as in the pairs");
    double p = 5.0 / 70; // C(5, 1) / C(8, 4): all 3 and one of 5 others
    assertThat(Double.parseDouble(best[3])).isCloseTo(p, within(1e-6));
    assertThat(Double.parseDouble(best[4])).isCloseTo(-Math.log10(p), within(1e-5));
    assertThat(Double.parseDouble(best[5])).isCloseTo(2 * p, within(1e-6));
    assertThat(Arrays.copyOfRange(best, 6, 11))
        .containsExactly("3", "4", "3", "8", "aa_a0;aa_a1;aa_a2");
    String[] second = rows.get(2);
    assertThat(second).startsWith("aa_α; x", "one", "").endsWith("aa_a0;bb_b0");
    assertThat(Double.parseDouble(second[5])).isEqualTo(Double.parseDouble(second[3]));
    assertThat(rows.get(3)[0]).isEqualTo("bb_y z");
  }

  @Test
  void aHomologPairIsOneDraw() throws IOException {
    List<String[]> rows = rows(enrichment(Enrichment.Params.defaults().withMinTermSize(1)));
    assertThat(rows).hasSize(5);
    // Pairs with a term: 0, 1, 2, 3 (by its gene in b), 5, 6 and 9; 0, 1 and 2 are drawn.
    String[] best = rows.get(1);
    assertThat(best).startsWith("aa_α; x", "all three");
    double p = 1.0 / 35; // C(7, 3)
    assertThat(Double.parseDouble(best[3])).isCloseTo(p, within(1e-6));
    // "other" holds no drawn pair but is a test as well.
    assertThat(Double.parseDouble(best[5])).isCloseTo(3 * p, within(1e-6));
    assertThat(Arrays.copyOfRange(best, 6, 11))
        .containsExactly("3", "3", "3", "7", "aa_a0;aa_a1;aa_a2;bb_b0;bb_b1;bb_b2");
    // Both genes of pair 0 have the term, and it counts once.
    assertThat(rows.get(2)).startsWith("aa_α; x", "one");
    assertThat(Arrays.copyOfRange(rows.get(2), 6, 11))
        .containsExactly("1", "3", "3", "7", "aa_a0;bb_b0");
    // b8 has a link to a0 too, but agrees best with a8, which has no term.
    assertThat(rows.get(3)[0]).isEqualTo("bb_y z");
    assertThat(rows.get(3)[9]).isEqualTo("7");
  }

  @Test
  void aGeneWithTwoPartnersIsOneDraw() throws IOException {
    GenePairs once = pairs();
    GenePairs.Mapping mapping = once.mappings().getFirst();
    List<GenePairs.GenePair> more = new ArrayList<>(mapping.pairs());
    more.add(new GenePairs.GenePair(0, 18, 1, -9, -9, 0.5f, 100));
    GenePairs twice =
        new GenePairs(
            once.labels(), once.genes(), List.of(new GenePairs.Mapping(0, 1, List.copyOf(more))));
    Annotations annotations = enrichment(PUBLISHED).annotations();
    double[] weights = new double[20];
    Arrays.fill(weights, 1);
    List<Enrichment.Enriched> terms =
        Enrichment.of(
                twice,
                annotations,
                homology(),
                Everywhere.expressed(once.genes(), weights),
                Enrichment.Params.defaults().withMinTermSize(1))
            .terms();
    assertThat(terms.getFirst().drawn()).isEqualTo(3);
    assertThat(terms.getFirst().genes()).containsExactly(0, 1, 2, 10, 11, 12, 18);
  }

  @Test
  void termsOfFewPairsAreNotTested() throws IOException {
    assertThat(enrichment(Enrichment.Params.defaults()).terms()).isEmpty();
    assertThat(enrichment(Enrichment.Params.defaults().withMinTermSize(3)).terms())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(e -> assertThat(e.withTerm()).isGreaterThanOrEqualTo(3));
    assertThatThrownBy(() -> Enrichment.Params.defaults().withMinTermSize(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("min_term_size is 0");
  }

  @Test
  void pairsWithASilentGeneAreNoBackground() throws IOException {
    Enrichment.Params params = Enrichment.Params.defaults().withMinTermSize(1);
    assertThat(enrichment(params).terms().getFirst().population()).isEqualTo(7);
    assertThat(enrichment(params, 9, 15).terms().getFirst().population()).isEqualTo(5);
    Enrichment.Params annotated = params.withBackground(Enrichment.Background.ANNOTATED);
    assertThat(enrichment(annotated, 9, 15).terms().getFirst().population()).isEqualTo(7);
  }

  @Test
  void drawsFromTheGenesOfThePairsAloneIfAsked() throws IOException {
    List<Enrichment.Enriched> terms =
        enrichment(PUBLISHED.withBackground(Enrichment.Background.PAIRS)).terms();
    assertThat(terms)
        .hasSize(4) // "all three" and "one", of either node
        .allSatisfy(
            e -> {
              assertThat(e.population()).isEqualTo(4);
              assertThat(e.logP()).isZero();
              assertThat(e.q()).isEqualTo(1);
            });
  }
}
