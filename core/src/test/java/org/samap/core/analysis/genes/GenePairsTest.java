package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class GenePairsTest {
  @TempDir private Path folder;

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  private static GenePairs all(MappedGenes data, GenePairs.Params params, Workers workers) {
    List<Markers> markers = GoldenGenes.markers(data, workers);
    MappingScores scores = MappingScores.of(data.graph(), data.labels(), 20, 0);
    return GenePairs.of(data, markers, GenePairs.mapped(scores, params), params, workers);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredPairsAndPValues(Golden golden) {
    try (golden;
        Workers workers = Workers.of(2)) {
      GenePairs pairs = all(GoldenGenes.of(golden), GenePairs.Params.defaults(), workers);
      List<String[]> table = golden.table("expected/gene_pairs.tsv");
      String[] header = table.getFirst();
      assertThat(pairs.mappings()).hasSize((header.length - 1) / 3);
      for (int m = 0; m < pairs.mappings().size(); m++) {
        GenePairs.Mapping mapping = pairs.mappings().get(m);
        int column = 3 * m + 1;
        assertThat(node(pairs, mapping.nodeA()) + ";" + node(pairs, mapping.nodeB()))
            .isEqualTo(header[column]);
        List<String[]> rows = table.stream().skip(1).filter(row -> !row[column].isEmpty()).toList();
        assertThat(mapping.pairs()).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
          GenePairs.GenePair pair = mapping.pairs().get(i);
          String names = pairs.genes().name(pair.geneA()) + ";" + pairs.genes().name(pair.geneB());
          assertThat(names).isEqualTo(rows.get(i)[column]);
          assertSameP(pair.logPA(), rows.get(i)[column + 1]);
          assertSameP(pair.logPB(), rows.get(i)[column + 2]);
        }
      }
    }
  }

  private static String node(GenePairs pairs, int node) {
    return pairs.labels().nodes().get(node).name();
  }

  private static void assertSameP(double logP, String expected) {
    assertThat(LogProbability.minusLog10(logP))
        .isCloseTo(-Math.log10(Double.parseDouble(expected)), within(1e-6));
  }

  @Test
  void aPairTheOtherWayRoundIsThePairReversed() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(1)) {
      MappedGenes data = GoldenGenes.of(golden);
      List<Markers> markers = GoldenGenes.markers(data, workers);
      int a = data.labels().names().indexOf("hu_type3");
      int b = data.labels().names().indexOf("mo_type3");
      GenePairs both =
          GenePairs.of(
              data,
              markers,
              List.of(new GenePairs.NodePair(a, b), new GenePairs.NodePair(b, a)),
              GenePairs.Params.defaults(),
              workers);
      List<String> forth = new ArrayList<>();
      List<String> back = new ArrayList<>();
      both.mappings().get(0).pairs().forEach(p -> forth.add(p.geneA() + " " + p.geneB()));
      both.mappings().get(1).pairs().forEach(p -> back.add(p.geneB() + " " + p.geneA()));
      assertThat(back).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(forth);
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (Golden golden = Golden.mini();
        Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      MappedGenes data = GoldenGenes.of(golden);
      assertThat(all(data, GenePairs.Params.defaults(), five).mappings())
          .isEqualTo(all(data, GenePairs.Params.defaults(), one).mappings());
    }
  }

  @Test
  void writesEveryPairWithBothWeights() throws IOException {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      GenePairs.Params params = GenePairs.Params.defaults().withNGenes(3).withAlignThreshold(0.5);
      Path file = folder.resolve("pairs.tsv");
      all(GoldenGenes.of(golden), params, workers).write(file);
      List<String[]> rows = Files.readAllLines(file).stream().map(l -> l.split("\t")).toList();
      assertThat(rows.getFirst())
          .containsExactly(
              "node_a",
              "node_b",
              "rank",
              "gene_a",
              "gene_b",
              "value",
              "p_a",
              "p_b",
              "minus_log10_p_a",
              "minus_log10_p_b",
              "refined_weight",
              "sequence_weight");
      String[] first = rows.get(1);
      assertThat(first).startsWith("fi_type0", "hu_type0", "1", "fi_g113.0", "hu_g113.0");
      assertThat(Double.parseDouble(first[6])).isCloseTo(1.5552109545510717e-14, within(1e-20));
      assertThat(Double.parseDouble(first[10])).isBetween(0.3, 1.0);
      assertThat(Double.parseDouble(first[11])).isGreaterThan(10);
      assertThat(rows.stream().skip(1).map(row -> Integer.parseInt(row[2])))
          .isNotEmpty()
          .allMatch(rank -> rank <= 3);
    }
  }

  @Test
  void aTypeOfOneCellHasNoMarkersAndSoNoPairs() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(1)) {
      MappedGenes all = GoldenGenes.of(golden);
      MappedGenes data =
          new MappedGenes(
              withOneCellOfItsOwn(all.labels(), golden.species()),
              all.graph(),
              all.genes(),
              all.sequence(),
              all.refined(),
              all.expression(),
              all.weights());
      int alone = data.labels().names().indexOf("hu_one; cell ⚑");
      List<GenePairs.NodePair> nodes = new ArrayList<>();
      for (int n = 0; n < data.labels().nodes().size(); n++) {
        if (data.labels().speciesOf()[n] != 0) {
          nodes.add(new GenePairs.NodePair(alone, n));
        }
      }
      GenePairs pairs =
          GenePairs.of(
              data,
              GoldenGenes.markers(data, workers),
              nodes,
              GenePairs.Params.defaults().withMaxP(1),
              workers);
      assertThat(pairs.mappings()).hasSize(8).allMatch(mapping -> mapping.pairs().isEmpty());
    }
  }

  private static CellLabels withOneCellOfItsOwn(CellLabels labels, List<String> ids) {
    List<List<String>> names = new ArrayList<>();
    for (int s = 0; s < ids.size(); s++) {
      List<String> of = new ArrayList<>();
      for (int c = labels.cells().start(s); c < labels.cells().end(s); c++) {
        Node node = labels.nodes().get(labels.nodeOf()[c]);
        of.add(c == 0 ? "one; cell ⚑" : node.label());
      }
      names.add(of);
    }
    return CellLabels.of(ids, names);
  }

  @Test
  void refusesTypesOfOneSpecies() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(1)) {
      MappedGenes data = GoldenGenes.of(golden);
      List<Markers> markers = GoldenGenes.markers(data, workers);
      List<GenePairs.NodePair> nodes = List.of(new GenePairs.NodePair(0, 1));
      assertThatThrownBy(
              () -> GenePairs.of(data, markers, nodes, GenePairs.Params.defaults(), workers))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("fi_type0 and fi_type1 are cell types of one species");
    }
  }
}
