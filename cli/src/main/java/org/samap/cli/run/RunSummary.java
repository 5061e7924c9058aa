package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.run.CodePoints;

/** What a run found, in words: the best match of every cell type, and where to look next. */
final class RunSummary {
  /** A score that is told; what is below it is noise. */
  private static final double LEAST = 0.05;

  private static final int MOST_TYPES = 60;

  /** Species, then labels: numbers of clusters as numbers. */
  private static final Comparator<Node> ORDER =
      Comparator.comparing(Node::species, CodePoints::compare)
          .thenComparingInt(node -> isNumber(node.label()) ? node.label().length() : 0)
          .thenComparing(Node::label, CodePoints::compare);

  private RunSummary() {}

  /**
   * The summary, by lines.
   *
   * @param out the folder of the results
   */
  static List<String> lines(MappingScores scores, Path out) {
    SequencedMap<Node, List<MappingScores.Partner>> best = best(scores);
    List<String> lines = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    int width = best.keySet().stream().mapToInt(n -> n.name().length()).max().orElse(0);
    lines.add("");
    lines.add(row(width, "cell type", "best match in each other species (score from 0 to 1)"));
    int left = MOST_TYPES;
    for (Map.Entry<Node, List<MappingScores.Partner>> e : best.entrySet()) {
      String type = e.getKey().name();
      if (e.getValue().isEmpty()) {
        alone.add(type);
      } else if (left-- > 0) {
        lines.add(row(width, type, partners(e.getValue(), best)));
      }
    }
    if (left < 0) {
      lines.add("... and %d more in %s".formatted(-left, out.resolve("mapping_table.tsv")));
    }
    if (!alone.isEmpty()) {
      lines.add("no match of %s or more: %s".formatted(LEAST, String.join(", ", alone)));
    }
    lines.addAll(next(out));
    return lines;
  }

  private static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The best partners of each type, at most one in each species; the types in their order. */
  private static SequencedMap<Node, List<MappingScores.Partner>> best(MappingScores scores) {
    SequencedMap<Node, List<MappingScores.Partner>> best = new LinkedHashMap<>();
    scores.nodes().stream().sorted(ORDER).forEach(n -> best.put(n, new ArrayList<>()));
    scores.ranking().stream()
        .filter(p -> p.score() >= LEAST)
        .sorted(Comparator.comparingInt(MappingScores.Partner::rank))
        .forEach(
            p -> {
              List<MappingScores.Partner> found = best.getOrDefault(p.node(), List.of());
              String species = p.partner().species();
              if (found.stream().noneMatch(f -> f.partner().species().equals(species))) {
                found.add(p);
              }
            });
    return best;
  }

  /** With what a partner matches better, which tells a match that is only the nearest there is. */
  private static String partners(
      List<MappingScores.Partner> found, Map<Node, List<MappingScores.Partner>> best) {
    List<String> partners = new ArrayList<>();
    for (MappingScores.Partner p : found) {
      String back =
          best.getOrDefault(p.partner(), List.of()).stream()
              .filter(b -> b.partner().species().equals(p.node().species()))
              .filter(b -> b.score() > p.score())
              .map(b -> " (which is nearer to %s)".formatted(b.partner().name()))
              .findFirst()
              .orElse("");
      partners.add(String.format(Locale.ROOT, "%s %.3f%s", p.partner().name(), p.score(), back));
    }
    return String.join(", ", partners);
  }

  private static String row(int width, String type, String text) {
    return String.format(Locale.ROOT, "%-" + Math.max(width, 9) + "s  %s", type, text);
  }

  private static List<String> next(Path out) {
    return List.of(
        "",
        "Are the scores more than chance?        samap scores "
            + out
            + " --out "
            + out.resolve("scores"),
        "Is a match real, or forced?             samap confidence " + out,
        "Through which genes do types match?     samap pairs " + out,
        "What are the partners of one gene?      samap query " + out + " GENE",
        "All cells, to be opened with scanpy:    " + out.resolve("samap.h5ad"));
  }
}
