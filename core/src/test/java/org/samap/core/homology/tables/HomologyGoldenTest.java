package org.samap.core.homology.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Every stage of the homology graph has the stored true values. */
class HomologyGoldenTest {
  private static final HomologyParams DEFAULTS = HomologyParams.defaults();

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheTables(Golden golden) {
    try (golden) {
      HomologyGraph graph = read(golden, DEFAULTS);
      assertThat(graph.genes().names()).isEqualTo(golden.strings("homology/blast_genes"));
      Golden.assertClose(graph.edges(), golden.sparse("homology/blast"), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheTablesWithoutReciprocity(Golden golden) {
    try (golden) {
      HomologyGraph graph = read(golden, DEFAULTS.withReciprocal(false));
      assertThat(graph.genes().names()).isEqualTo(golden.strings("homology/blast_genes"));
      Golden.assertClose(graph.edges(), golden.sparse("homology/blast_not_reciprocal"), 1e-6);
      Golden.assertClose(
          graph.filter(0.25).edges(), golden.sparse("homology/filtered_not_reciprocal"), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filtersWeakEdges(Golden golden) {
    try (golden) {
      HomologyGraph graph = read(golden, DEFAULTS);
      Golden.assertClose(graph.filter(0.25).edges(), golden.sparse("homology/filtered"), 1e-6);
      Golden.assertClose(graph.filter(0.5).edges(), golden.sparse("homology/filtered_0.5"), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void collapsesTranscripts(Golden golden) throws IOException {
    try (golden) {
      HomologyGraph graph = read(golden, DEFAULTS).collapse(names(golden));
      List<String> expectedNames = golden.strings("homology/coarsened_genes");
      assertThat(graph.genes().names()).hasSameSizeAs(expectedNames);
      // There the species come in the order of their ids, here as given.
      int[] order = expectedNames.stream().mapToInt(graph.genes()::indexOf).toArray();
      SparseMatrix expected = golden.sparse("homology/coarsened");
      Golden.assertClose(graph.edges().select(order, order), expected, 1e-6);
      assertThat(graph.genes().namesOf(2))
          .isEqualTo(expectedNames.subList(0, graph.genes().namesOf(2).size()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheGenesOfTheData(Golden golden) {
    try (golden) {
      HomologyGraph graph = forData(golden, read(golden, DEFAULTS));
      assertThat(graph.genes().names()).isEqualTo(golden.strings("init/genes"));
      Golden.assertClose(graph.edges(), golden.sparse("init/homology"), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheSameFromASavedGraph(Golden golden, @TempDir Path folder) {
    try (golden) {
      HomologyGraph graph = read(golden, DEFAULTS);
      Path file = folder.resolve("graph.tsv.gz");
      graph.save(file);
      HomologyGraph loaded = HomologyGraph.load(file, golden.species());
      assertThat(loaded).isEqualTo(graph);
      assertThat(forData(golden, loaded)).isEqualTo(forData(golden, graph));
    }
  }

  private static HomologyGraph read(Golden golden, HomologyParams params) {
    try (Workers workers = Workers.of(2)) {
      return BlastTables.in(golden.folder().resolve("maps"))
          .read(golden.species(), params, workers);
    }
  }

  private static HomologyGraph forData(Golden golden, HomologyGraph graph) {
    List<List<String>> genes =
        golden.species().stream().map(s -> golden.strings("sam/" + s + "/genes")).toList();
    return graph.forData(
        GeneAxis.of(golden.species(), genes), TranscriptNames.none(), 0.25, Progress.silent());
  }

  /** Reads {@code {"id": [["name", "gene"], ...], ...}}. */
  private static TranscriptNames names(Golden golden) throws IOException {
    String json = Files.readString(golden.folder().resolve("names.json"));
    TranscriptNames names = TranscriptNames.none();
    String id = "";
    List<TranscriptNames.Pair> pairs = new ArrayList<>();
    Pattern idOrPair = Pattern.compile("\"(\\w+)\": \\[\\[|\"([^\"]+)\", \"([^\"]+)\"");
    for (MatchResult m : idOrPair.matcher(json).results().toList()) {
      if (m.group(1) == null) {
        pairs.add(new TranscriptNames.Pair(m.group(2), m.group(3)));
      } else {
        names = pairs.isEmpty() ? names : names.with(id, pairs);
        id = m.group(1);
        pairs.clear();
      }
    }
    return names.with(id, pairs);
  }
}
