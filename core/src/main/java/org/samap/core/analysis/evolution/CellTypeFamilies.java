package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.statistics.Spearman;
import org.samap.core.cluster.Clusters;
import org.samap.core.cluster.Leiden;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Families of cell types over many species, from one joint run or many runs, and whether each looks
 * inherited. The scores of a lineage fall with the time since its species diverged. The scores of
 * an expression program that any cell can switch on do not.
 *
 * <p>Nodes of several runs are the same if they have the same name ({@code {id}_{label}}). An edge
 * joins two nodes if some run scores them above the least score and, if required, each is the
 * other's best in that species ({@link UnionGraph}). Families are the Leiden communities
 * (resolution 1) of that graph with two or more nodes.
 *
 * <p>The pairs of a family are all pairs of its nodes of different species that some run scored. A
 * pair is excluded if it is not an edge of the graph: its score is too low, it is not reciprocally
 * best, or the user excluded its species. Spearman's correlation of score with divergence time is
 * computed over all pairs and again without the excluded ones. A family is
 *
 * <ul>
 *   <li>a lineage, if both correlations are at most -0.5;
 *   <li>a program, if both are above -0.2;
 *   <li>ambiguous otherwise, or if either correlation has fewer than 5 pairs or is undefined (all
 *       times or all scores equal).
 * </ul>
 *
 * <p>There is no p value, because pairs that share a node or a branch of the species tree are not
 * independent.
 *
 * @param nodes the nodes of all runs, sorted by code point
 * @param familyOf the family of every node, from 0 on, or -1
 * @param families by descending number of nodes
 */
public record CellTypeFamilies(List<Node> nodes, int[] familyOf, List<Family> families) {

  /**
   * How families are found and judged.
   *
   * @param minScore the score that an edge must exceed, 0 to 1, default 0.1
   * @param reciprocal whether edges join only reciprocally best nodes, default true
   * @param excluded pairs of species without edges, default none
   * @param leiden the clustering, default resolution 1
   * @param rule what makes a family a lineage or a program
   */
  public record Params(
      double minScore,
      boolean reciprocal,
      Set<SpeciesPair> excluded,
      LeidenParams leiden,
      Rule rule) {
    public Params {
      UnitInterval.check("min_score", minScore, 0);
      excluded = Set.copyOf(excluded);
    }

    public static Params defaults() {
      return new Params(
          0.1, true, Set.of(), LeidenParams.defaults().withResolution(1), Rule.defaults());
    }

    public Params withMinScore(double newMinScore) {
      return new Params(newMinScore, reciprocal, excluded, leiden, rule);
    }

    public Params withReciprocal(boolean newReciprocal) {
      return new Params(minScore, newReciprocal, excluded, leiden, rule);
    }

    public Params withExcluded(Set<SpeciesPair> newExcluded) {
      return new Params(minScore, reciprocal, newExcluded, leiden, rule);
    }

    public Params withLeiden(LeidenParams newLeiden) {
      return new Params(minScore, reciprocal, excluded, newLeiden, rule);
    }

    public Params withRule(Rule newRule) {
      return new Params(minScore, reciprocal, excluded, leiden, newRule);
    }
  }

  /**
   * @param lineage the correlations of a lineage are at most this, default -0.5
   * @param program the correlations of a program are above this, default -0.2
   * @param minPairs the fewest pairs for a correlation, at least 3, default 5
   */
  public record Rule(double lineage, double program, int minPairs) {
    public Rule {
      if (!(lineage <= program) || minPairs < 3) {
        throw new InputException(
            "a lineage has correlations up to %s, a program above %s, from %d pairs on; the first limit must not exceed the second, and pairs must be 3 or more"
                .formatted(lineage, program, minPairs));
      }
    }

    public static Rule defaults() {
      return new Rule(-0.5, -0.2, 5);
    }

    FamilyKind of(Correlation all, Correlation kept) {
      if (Math.min(all.pairs(), kept.pairs()) < minPairs
          || all.rho().isEmpty()
          || kept.rho().isEmpty()) {
        return FamilyKind.AMBIGUOUS;
      }
      double highest = Math.max(all.rho().getAsDouble(), kept.rho().getAsDouble());
      double lowest = Math.min(all.rho().getAsDouble(), kept.rho().getAsDouble());
      if (highest <= lineage) {
        return FamilyKind.LINEAGE;
      }
      return lowest > program ? FamilyKind.PROGRAM : FamilyKind.AMBIGUOUS;
    }
  }

  /** What a family looks like. */
  public enum FamilyKind {
    /** Scores fall with divergence. */
    LINEAGE,
    /** Scores do not fall with divergence. */
    PROGRAM,
    /** Scores fall a little, or too few pairs were scored. */
    AMBIGUOUS
  }

  /**
   * A pair of nodes of a family.
   *
   * @param score their largest score in any run, 0 to 1
   * @param time the time since their species diverged
   * @param excluded whether the pair is not an edge of the graph
   */
  public record ScoredPair(int first, int second, double score, double time, boolean excluded) {}

  /**
   * The correlation of score with time.
   *
   * @param pairs the number of pairs
   * @param rho Spearman's rho, -1 to 1; empty for fewer than 3 pairs, or if all scores or all times
   *     are equal
   */
  public record Correlation(int pairs, OptionalDouble rho) {
    static Correlation of(List<ScoredPair> pairs) {
      return new Correlation(
          pairs.size(),
          Spearman.correlation(
              pairs.stream().mapToDouble(ScoredPair::score).toArray(),
              pairs.stream().mapToDouble(ScoredPair::time).toArray()));
    }
  }

  /**
   * A family.
   *
   * @param nodes its nodes, ascending
   * @param pairs its pairs, sorted by their nodes
   * @param all the correlation over all pairs
   * @param kept the correlation without the excluded pairs
   */
  public record Family(
      List<Integer> nodes,
      List<ScoredPair> pairs,
      Correlation all,
      Correlation kept,
      FamilyKind kind) {}

  /**
   * O(runs x nodes^2) time.
   *
   * @param runs the scores of every run
   * @throws InputException if two mapped species of a family have no divergence time
   */
  public static CellTypeFamilies of(
      List<MappingScores> runs, DivergenceTimes times, Params params, Workers workers) {
    UnionGraph graph = UnionGraph.of(runs, params);
    int n = graph.nodes().size();
    Clusters clusters = Leiden.cluster(graph.edges(), params.leiden(), workers);
    int[] sizes = clusters.sizes();
    int[] familyOf =
        IntStream.of(clusters.labels()).map(cluster -> sizes[cluster] > 1 ? cluster : -1).toArray();
    List<Family> families = new ArrayList<>();
    for (int f = 0;
        f < clusters.count() && sizes[f] > 1;
        f++) { // clusters are sorted by descending size
      int family = f;
      List<Integer> members =
          IntStream.range(0, n).filter(node -> familyOf[node] == family).boxed().toList();
      families.add(family(members, graph, times, params.rule()));
    }
    return new CellTypeFamilies(graph.nodes(), familyOf, List.copyOf(families));
  }

  private static Family family(
      List<Integer> members, UnionGraph graph, DivergenceTimes times, Rule rule) {
    List<ScoredPair> pairs = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = i + 1; j < members.size(); j++) {
        int a = members.get(i);
        int b = members.get(j);
        double score = graph.scores()[a][b];
        if (score >= 0) {
          double time = time(graph.nodes().get(a).species(), graph.nodes().get(b).species(), times);
          pairs.add(new ScoredPair(a, b, score, time, graph.edges().get(a, b) == 0));
        }
      }
    }
    Correlation all = Correlation.of(pairs);
    Correlation kept = Correlation.of(pairs.stream().filter(p -> !p.excluded()).toList());
    return new Family(members, List.copyOf(pairs), all, kept, rule.of(all, kept));
  }

  private static double time(String a, String b, DivergenceTimes times) {
    return times
        .of(SpeciesPair.of(a, b))
        .orElseThrow(
            () ->
                new InputException(
                    "the divergence table has no time for %s and %s; add a line of the two and their time"
                        .formatted(a, b)));
  }

  /** Writes a row per family. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("family").text("kind").text("nodes").text("species");
          table.text("pairs").text("correlation").text("edges").text("edge_correlation");
          table.text("members").endRow();
          for (int f = 0; f < families.size(); f++) {
            Family family = families.get(f);
            table.number(f + 1).text(family.kind().name().toLowerCase(Locale.ROOT));
            table.number(family.nodes().size()).number(species(family).size());
            writeCorrelation(family.all(), table);
            writeCorrelation(family.kept(), table);
            table.text(
                GeneTriangles.joined(
                    family.nodes().stream().map(node -> nodes.get(node).name()).toList()));
            table.endRow();
          }
        });
  }

  private Set<String> species(Family family) {
    return family.nodes().stream()
        .map(node -> nodes.get(node).species())
        .collect(Collectors.toSet());
  }

  private static void writeCorrelation(Correlation c, Tsv table) {
    table.number(c.pairs());
    if (c.rho().isPresent()) {
      table.number(c.rho().getAsDouble());
    } else {
      table.text("");
    }
  }

  /** Writes a row per node. */
  public void writeNodes(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("species").text("label").text("family").endRow();
          for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            table.text(node.name()).text(node.species()).text(node.label());
            table.text(familyOf[n] < 0 ? "" : Integer.toString(familyOf[n] + 1)).endRow();
          }
        });
  }

  /** Writes a row per pair of a family. */
  public void writePairs(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("family").text("node_a").text("node_b").text("score").text("time");
          table.text("excluded").endRow();
          for (int f = 0; f < families.size(); f++) {
            List<ScoredPair> pairs = new ArrayList<>(families.get(f).pairs());
            pairs.sort(Comparator.comparingDouble(p -> -p.score()));
            for (ScoredPair p : pairs) {
              table.number(f + 1);
              table.text(nodes.get(p.first()).name()).text(nodes.get(p.second()).name());
              table.number(p.score()).number(p.time()).text(p.excluded() ? "yes" : "no").endRow();
            }
          }
        });
  }
}
