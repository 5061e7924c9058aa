package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.Nodes;
import org.samap.core.analysis.evolution.CellTypeFamilies.Family;
import org.samap.core.analysis.evolution.CellTypeFamilies.FamilyKind;
import org.samap.core.analysis.evolution.CellTypeFamilies.Params;
import org.samap.core.analysis.evolution.CellTypeFamilies.Rule;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class CellTypeFamiliesTest {
  private static final List<String> SPECIES = List.of("a", "b", "c", "d", "e");

  @TempDir Path folder = Path.of("");

  /** A ladder: e parted first, then d, then c. */
  private static double time(String s, String t) {
    return 100 * Math.max(SPECIES.indexOf(s), SPECIES.indexOf(t));
  }

  private static DivergenceTimes times() {
    Map<SpeciesPair, Double> times = new HashMap<>();
    for (String s : SPECIES) {
      for (String t : SPECIES) {
        if (!s.equals(t)) {
          times.put(SpeciesPair.of(s, t), time(s, t));
        }
      }
    }
    return new DivergenceTimes(times);
  }

  /** The scores of all types of some species: 0 between types. */
  private static MappingScores run(
      List<String> species, Map<String, ToDoubleBiFunction<String, String>> types) {
    List<Node> nodes =
        species.stream()
            .flatMap(s -> types.keySet().stream().map(type -> new Node(s, type)))
            .sorted()
            .toList();
    double[][] scores = new double[nodes.size()][nodes.size()];
    for (int m = 0; m < scores.length; m++) {
      for (int n = 0; n < scores.length; n++) {
        String s = nodes.get(m).species();
        String t = nodes.get(n).species();
        String type = nodes.get(m).label();
        if (!s.equals(t) && nodes.get(n).label().equals(type)) {
          scores[m][n] = Objects.requireNonNull(types.get(type)).applyAsDouble(s, t);
        }
      }
    }
    return new MappingScores(nodes, scores);
  }

  private static final Map<String, ToDoubleBiFunction<String, String>> TYPES =
      Map.of(
          "neuron; β", (s, t) -> 0.9 - time(s, t) / 600, // 0.73 down to 0.23
          "cycling", (s, t) -> 0.4 + time(s, t) / 1000,
          "no counterpart", (s, t) -> 0.05);

  private static CellTypeFamilies families(List<MappingScores> runs, Params params) {
    try (Workers workers = Workers.of(2)) {
      return CellTypeFamilies.of(runs, times(), params, workers);
    }
  }

  private static Family of(CellTypeFamilies families, String node) {
    return families.families().get(families.familyOf()[families.nodes().indexOf(Nodes.of(node))]);
  }

  @Test
  void tellsLineagesFromPrograms() {
    CellTypeFamilies families = families(List.of(run(SPECIES, TYPES)), Params.defaults());
    assertThat(families.families()).hasSize(2);
    Family lineage = of(families, "a_neuron; β");
    assertThat(lineage.kind()).isEqualTo(FamilyKind.LINEAGE);
    assertThat(lineage.nodes()).hasSize(5);
    assertThat(lineage.all().pairs()).isEqualTo(10);
    assertThat(lineage.all().rho().orElseThrow()).isCloseTo(-1, within(1e-12));
    assertThat(of(families, "c_cycling").kind()).isEqualTo(FamilyKind.PROGRAM);
    assertThat(families.familyOf()[families.nodes().indexOf(new Node("d", "no counterpart"))])
        .isEqualTo(-1);
  }

  @Test
  void findsTheSameInPairwiseRuns() {
    List<MappingScores> runs = new ArrayList<>();
    for (String s : SPECIES) {
      for (String t : SPECIES) {
        if (s.compareTo(t) < 0) {
          runs.add(run(List.of(s, t), TYPES));
        }
      }
    }
    CellTypeFamilies pairwise = families(runs, Params.defaults());
    CellTypeFamilies joint = families(List.of(run(SPECIES, TYPES)), Params.defaults());
    assertThat(pairwise.nodes()).isEqualTo(joint.nodes());
    assertThat(pairwise.familyOf()).isEqualTo(joint.familyOf());
    assertThat(pairwise.families()).isEqualTo(joint.families());
  }

  @Test
  void keepsTheLargestScoreOfSeveralRuns() {
    MappingScores low = run(List.of("a", "b"), Map.of("x", (s, t) -> 0.2));
    MappingScores high = run(List.of("a", "b"), Map.of("x", (s, t) -> 0.6));
    Family family = families(List.of(high, low), Params.defaults()).families().getFirst();
    assertThat(family.pairs().getFirst().score()).isEqualTo(0.6);
  }

  @Test
  void correlatesWithAndWithoutExcludedPairs() {
    Params params = Params.defaults().withExcluded(Set.of(SpeciesPair.of("e", "a")));
    Family family = of(families(List.of(run(SPECIES, TYPES)), params), "a_neuron; β");
    assertThat(family.all().pairs()).isEqualTo(10);
    assertThat(family.kept().pairs()).isEqualTo(9);
    assertThat(family.pairs()).filteredOn(CellTypeFamilies.ScoredPair::excluded).hasSize(1);
    assertThat(family.kind()).isEqualTo(FamilyKind.LINEAGE);
  }

  @Test
  void excludesPairsThatAreNotReciprocallyBest() {
    // b_x is best for a_x and a_y, but only a_x for b_x.
    List<Node> nodes = List.of(new Node("a", "x"), new Node("a", "y"), new Node("b", "x"));
    double[][] scores = {{0, 0, 0.5}, {0, 0, 0.4}, {0.5, 0.4, 0}};
    List<MappingScores> runs = List.of(new MappingScores(nodes, scores));
    CellTypeFamilies reciprocal = families(runs, Params.defaults());
    assertThat(reciprocal.familyOf()).containsExactly(0, -1, 0);
    CellTypeFamilies all = families(runs, Params.defaults().withReciprocal(false));
    assertThat(all.familyOf()).containsExactly(0, 0, 0);
  }

  @Test
  void doesNotJudgeByFewPairs() {
    CellTypeFamilies two = families(List.of(run(List.of("a", "b"), TYPES)), Params.defaults());
    assertThat(two.families()).extracting(Family::kind).containsOnly(FamilyKind.AMBIGUOUS);
    assertThat(two.families().getFirst().all().rho()).isEmpty();
    CellTypeFamilies three =
        families(
            List.of(run(List.of("a", "b", "d"), TYPES)),
            Params.defaults().withRule(new Rule(-0.5, -0.2, 3)));
    assertThat(of(three, "a_neuron; β").kind()).isEqualTo(FamilyKind.LINEAGE);
  }

  @Test
  void needsTheTimesOfTheSpeciesThatWereMapped() {
    MappingScores other = run(List.of("a", "z"), Map.of("x", (s, t) -> 0.6));
    assertThatThrownBy(() -> families(List.of(other), Params.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no time for a and z");
  }

  @Test
  void writesTables() throws IOException {
    CellTypeFamilies families =
        families(
            List.of(run(List.of("a", "b"), Map.of("β; 1", (s, t) -> 0.5, "lone", (s, t) -> 0))),
            Params.defaults());
    families.write(folder.resolve("families.tsv"));
    families.writeNodes(folder.resolve("nodes.tsv"));
    families.writePairs(folder.resolve("pairs.tsv"));
    assertThat(folder.resolve("families.tsv"))
        .hasContent(
            "family\tkind\tnodes\tspecies\tpairs\tcorrelation\tedges\tedge_correlation\tmembers\n"
                + "1\tambiguous\t2\t2\t1\t\t1\t\ta_β\\; 1;b_β\\; 1");
    assertThat(folder.resolve("nodes.tsv"))
        .hasContent(
            "node\tspecies\tlabel\tfamily\n"
                + "a_lone\ta\tlone\t\na_β; 1\ta\tβ; 1\t1\nb_lone\tb\tlone\t\nb_β; 1\tb\tβ; 1\t1");
    assertThat(folder.resolve("pairs.tsv"))
        .hasContent(
            "family\tnode_a\tnode_b\tscore\ttime\texcluded\n1\ta_β; 1\tb_β; 1\t0.5\t100\tno");
  }
}
