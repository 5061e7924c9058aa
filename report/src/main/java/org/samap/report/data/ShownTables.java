package org.samap.report.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.run.InputException;

/**
 * The tables of a run. A table in its folder is shown as it is, since the user may have chosen the
 * parameters. Scores against chance, confidence, gene pairs and markers are found with the default
 * parameters if the folder does not have them.
 */
final class ShownTables {
  /** The most rows of a table that are shown. */
  private static final int MOST_ROWS = 20_000;

  /** Confidence compares each of so many types and matches in some tenths of a second. */
  private static final int MOST_JUDGED = 400;

  private static final int SHOWN_MARKERS = 10;

  private static final String STATISTICS = "score_statistics";
  private static final String CONFIDENCE = "match_confidence";
  private static final String PAIRS = "gene_pairs";
  private static final String MARKERS = "markers";

  /** Where each table is in the folder of a run. */
  private static final SequencedMap<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("alignment", "alignment.tsv");
    FILES.put(STATISTICS, "scores/score_statistics.tsv");
    FILES.put("score_replicates", "scores/score_replicates.tsv");
    FILES.put("stability", "stability.tsv");
    FILES.put("degeneracy", "scores/degeneracy.tsv");
    FILES.put(CONFIDENCE, "match_confidence.tsv");
    FILES.put(PAIRS, "gene_pairs.tsv");
    FILES.put(MARKERS, "markers.tsv");
    FILES.put("enrichment", "enrichment.tsv");
    FILES.put("paralog_substitutions", "paralog_substitutions.tsv");
    FILES.put("cell_type_triangles", "triangles/cell_type_triangles.tsv");
    FILES.put("gene_triangles", "triangles/gene_triangles.tsv");
    FILES.put("divergent_genes", "divergence/divergent_genes.tsv");
    FILES.put("divergence_tests", "divergence/divergence_tests.tsv");
    FILES.put("families", "families/families.tsv");
    FILES.put("family_nodes", "families/family_nodes.tsv");
  }

  private final RunData data;
  private final Set<String> nodes;
  private final SequencedMap<String, ShownTable> found = new LinkedHashMap<>();

  ShownTables(RunData data) {
    this.data = data;
    this.nodes = new HashSet<>(data.labels().names());
  }

  List<ShownTable> all() {
    FILES.forEach(
        (name, file) ->
            inFolder(name, data.run().folder().resolve(file)).ifPresent(t -> found.put(name, t)));
    if (!found.containsKey(STATISTICS)) {
      statistics().ifPresent(s -> make(STATISTICS, s::write));
    }
    if (!found.containsKey(MARKERS)) {
      Markers.Params shown = Markers.Params.defaults().withNGenes(SHOWN_MARKERS);
      data.markers()
          .ifPresent(m -> make(MARKERS, file -> Markers.write(m, data.run().genes(), shown, file)));
    }
    if (!found.containsKey(PAIRS) || !found.containsKey(CONFIDENCE)) {
      data.mappedGenes().ifPresent(this::pairsAndConfidence);
    }
    return List.copyOf(found.sequencedValues());
  }

  /** A table of the folder, if it is about the cell types that are shown. */
  private Optional<ShownTable> inFolder(String name, Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<ShownTable> table =
        data.orNote("The table " + name, () -> ShownTable.read(name, file, MOST_ROWS));
    Optional<String> stranger = table.flatMap(this::stranger);
    stranger.ifPresent(
        node ->
            data.note(
                "%s: is not shown, as it is about other labels: it names '%s'"
                    .formatted(file, node)));
    return stranger.isPresent() ? Optional.empty() : table;
  }

  private Optional<String> stranger(ShownTable table) {
    return table.columns().stream()
        .filter(c -> c.name().equals("node") || c.name().startsWith("node_"))
        .flatMap(c -> table.texts(c.name()).orElse(List.of()).stream())
        .filter(node -> !nodes.contains(node) && !nodes.contains(node.replace(' ', '\t')))
        .findFirst();
  }

  private Optional<ScoreStatistics> statistics() {
    FinishedRun run = data.run();
    return data.orNote(
        "What shuffled labels score",
        () ->
            data.progress()
                .run(
                    "shuffle labels",
                    0,
                    phase ->
                        ScoreStatistics.of(
                            run.crossEdges(run.iterations()),
                            run.crossEdges(1),
                            data.labels(),
                            run.crossK(),
                            ScoreStatistics.Params.defaults(),
                            data.workers().counting(phase))));
  }

  private void pairsAndConfidence(MappedGenes genes) {
    List<Markers> markers = data.markers().orElseThrow();
    GenePairs.Params params = GenePairs.Params.defaults();
    List<GenePairs.NodePair> matches = GenePairs.mapped(data.scores(), params);
    GenePairs pairs =
        data.progress()
            .run(
                "find gene pairs",
                0,
                phase ->
                    GenePairs.of(genes, markers, matches, params, data.workers().counting(phase)));
    if (!found.containsKey(PAIRS)) {
      make(PAIRS, pairs::write);
    }
    if (found.containsKey(CONFIDENCE)) {
      return;
    }
    if (matches.size() + data.labels().nodes().size() > MOST_JUDGED) {
      data.note(
          "The confidence of %d matches takes long; it is shown when 'samap confidence' has found it"
              .formatted(matches.size()));
      return;
    }
    confidence(genes, matches).ifPresent(c -> make(CONFIDENCE, c::write));
  }

  private Optional<MatchConfidence> confidence(
      MappedGenes genes, List<GenePairs.NodePair> matches) {
    return data.orNote(
        "The confidence of matches",
        () ->
            data.progress()
                .run(
                    "judge matches",
                    0,
                    phase ->
                        MatchConfidence.of(
                            new MatchEvidence(genes, data.run().mappedCells(), matches),
                            MatchConfidence.Params.defaults(),
                            data.workers().counting(phase))));
  }

  /** Makes the table as its command writes it, so that a table is read in one way. */
  private void make(String name, Consumer<Path> write) {
    try {
      Path file = Files.createTempFile("samap-", ".tsv");
      try {
        write.accept(file);
        found.put(name, ShownTable.read(name, file, MOST_ROWS));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InputException e) {
      data.note("The table %s cannot be shown: %s".formatted(name, e.getMessage()));
    }
  }
}
