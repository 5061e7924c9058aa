package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.homology.BlastTables;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.HomologyGraph;
import org.samap.core.homology.HomologyParams;
import org.samap.core.homology.OverlapReport;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/** What is planted is there, and the same every time. */
class SimulationTest {
  private static final List<String> IDS = List.of("aa", "bb");

  @TempDir private Path folder;

  @Test
  void isAFunctionOfItsParameters() throws IOException {
    Simulation one = Simulation.of(SimulationParams.of(IDS, 1100, 1).withFamilies(300));
    Simulation again = Simulation.of(SimulationParams.of(IDS, 1100, 1).withFamilies(300));
    for (int s = 0; s < 2; s++) {
      SimulatedSpecies a = one.species().get(s);
      SimulatedSpecies b = again.species().get(s);
      assertThat(b.geneNames()).isEqualTo(a.geneNames());
      assertThat(b.cellTypes()).isEqualTo(a.cellTypes());
      try (Workers five = Workers.of(5)) {
        HeapExpression counts = a.counts(five);
        assertThat(counts.cells()).isEqualTo(1100);
        assertThat(counts.genes()).isEqualTo(a.geneNames().size());
        for (int block = counts.blocks() - 1; block >= 0; block--) {
          assertSame(b.block(block), counts.block(block));
        }
      }
    }
    assertThat(tables(again, "again")).isEqualTo(tables(one, "one")).hasSize(2);
  }

  @Test
  void isAnotherForAnotherSeed() throws IOException {
    Simulation one = Simulation.of(SimulationParams.of(IDS, 50, 1).withFamilies(300));
    Simulation other = Simulation.of(SimulationParams.of(IDS, 50, 2).withFamilies(300));
    SimulatedSpecies a = one.species().getFirst();
    SimulatedSpecies b = other.species().getFirst();
    assertThat(b.geneNames()).isNotEqualTo(a.geneNames());
    assertThat(b.cellTypes()).isNotEqualTo(a.cellTypes());
    assertThat(b.block(0).values()).isNotEqualTo(a.block(0).values());
    assertThat(tables(other, "other")).isNotEqualTo(tables(one, "one"));
  }

  @Test
  void plantsSharedTypesEverywhereAndOthersInOneSpecies() {
    SimulationParams params =
        SimulationParams.of(List.of("aa", "bb", "cc"), 1000, 3)
            .withTypes(new SimulationParams.Types(7, 2, 1, 0.5));
    Map<String, Set<String>> species = new HashMap<>();
    for (SimulatedSpecies s : Simulation.of(params).species()) {
      assertThat(s.types()).hasSize(10).doesNotHaveDuplicates();
      assertThat(s.cellTypes()).hasSize(1000);
      assertThat(new HashSet<>(s.cellTypes())).hasSameElementsAs(s.types());
      assertThat(new HashSet<>(s.cellNames())).hasSize(1000);
      for (CellType t : s.types()) {
        species.computeIfAbsent(t.name(), _ -> new HashSet<>()).add(s.id());
        assertThat(t.lineage()).isBetween(t.kind() == CellType.Kind.PRIVATE ? -1 : 0, 2);
      }
    }
    assertThat(species).hasSize(7 + 3 * 3);
    species.forEach((type, ids) -> assertThat(ids).hasSize(type.startsWith("type") ? 3 : 1));
  }

  @Test
  void givesSpeciesDifferentAbundances() {
    List<SimulatedSpecies> species = Simulation.of(SimulationParams.of(IDS, 2000, 4)).species();
    List<Map<String, Long>> counts =
        species.stream()
            .map(
                s ->
                    s.cellTypes().stream()
                        .collect(
                            Collectors.groupingBy(
                                CellType::name, TreeMap::new, Collectors.counting())))
            .<Map<String, Long>>map(m -> m)
            .toList();
    assertThat(counts.getFirst().values()).allMatch(n -> n >= 50);
    assertThat(counts.getFirst().get("type0")).isNotEqualTo(counts.getLast().get("type0"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesSharedTypesResembleThemselvesAndPrivateTypesNone(long seed) {
    List<SimulatedSpecies> species = Simulation.of(SimulationParams.of(IDS, 600, seed)).species();
    Map<String, double[]> a = profiles(species.getFirst());
    Map<String, double[]> b = profiles(species.getLast());
    int right = 0;
    for (String type : a.keySet()) {
      Map<String, Double> r = new TreeMap<>();
      b.forEach((other, p) -> r.put(other, correlation(a.getOrDefault(type, p), p)));
      String best = r.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      if (type.startsWith("type")) {
        right += best.equals(type) ? 1 : 0;
      } else if (type.startsWith("private")) {
        r.remove("private-bb-0"); // two that lack all else resemble each other in that
        assertThat(r.values()).allMatch(x -> x < 0.3);
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(7);
  }

  @Test
  void writesTablesThatBecomeAGraph() {
    SimulationParams params = SimulationParams.of(List.of("aa", "bb", "cc"), 1, 5);
    Simulation simulation = Simulation.of(params);
    simulation.writeMaps(folder);
    HomologyGraph graph = read(params, HomologyParams.defaults());
    GeneAxis genes =
        GeneAxis.of(
            params.species(),
            simulation.species().stream().map(SimulatedSpecies::geneNames).toList());
    OverlapReport report = OverlapReport.of(graph.genes(), genes);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.species())
        .allMatch(s -> s.shareOfData() > 0.85 && s.shareOfData() < 0.99 && s.shareOfGraph() == 1);
    assertThat(graph.edges().entries())
        .isGreaterThan(graph.genes().size())
        .isLessThan(
            read(params, HomologyParams.defaults().withReciprocal(false)).edges().entries());
  }

  @Test
  void writesRowsAsASearchDoes() throws IOException {
    Simulation simulation = Simulation.of(SimulationParams.of(IDS, 1, 6).withFamilies(200));
    List<String> rows = tables(simulation, "maps").getFirst().lines().toList();
    String query = "";
    double score = 0;
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      assertThat(columns).hasSize(12);
      assertThat(Double.parseDouble(columns[2])).isBetween(0.0, 100.0);
      assertThat(Double.parseDouble(columns[10])).isBetween(0.0, 1e-3);
      double now = Double.parseDouble(columns[11]);
      assertThat(now).isPositive();
      if (columns[0].equals(query)) {
        assertThat(now).isLessThanOrEqualTo(score);
      }
      query = columns[0];
      score = now;
    }
  }

  @Test
  void plantsParalogsOfWhichSomeAreMoreAlikeThanTheirRolesAre() {
    SimulationParams params = SimulationParams.of(IDS, 1, 7);
    Families families = new Families(params);
    Phylogeny tree = new Phylogeny(7, 2);
    Genome a = Genome.of(params, families, tree, 0);
    Genome b = Genome.of(params, families, tree, 1);
    int swapped = 0;
    int lost = 0;
    for (int f = 0; f < families.count(); f++) {
      if (a.ofFamily(f).length == 0 || b.ofFamily(f).length == 0) {
        lost++;
      } else {
        Genome.Gene inA = active(a, f);
        Genome.Gene inB = active(b, f);
        swapped += inA.ancestor() != inB.ancestor() || inA.copy() != inB.copy() ? 1 : 0;
      }
    }
    assertThat(lost).isBetween(100, 350);
    assertThat(swapped).isBetween(150, 500);
  }

  @Test
  void rejectsWhatCannotBeSimulated() {
    SimulationParams params = SimulationParams.of(IDS, 10, 0);
    rejects(() -> SimulationParams.of(List.of("aa"), 10, 0), "two or more different ids");
    rejects(() -> SimulationParams.of(List.of("aa", "aa"), 10, 0), "two or more different ids");
    rejects(() -> SimulationParams.of(List.of("aa", "b_b"), 10, 0), "'b_b'");
    rejects(() -> SimulationParams.of(IDS, 0, 0), "number of simulated cells is 0");
    rejects(() -> params.withFamilies(3), "number of simulated gene families is 3");
    rejects(() -> params.difficulty().withRoleSwaps(1.1), "share of role swaps is 1.1");
    rejects(() -> params.difficulty().withProgramDrift(Double.NaN), "program drift is NaN");
    rejects(() -> new SimulationParams.Types(0, 1, 1, 0.5), "shared types is 0");
    rejects(() -> new SimulationParams.Sampling(0, 1, 1, 0), "must be above 0");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    rejects(
        () -> Simulation.of(SimulationParams.of(IDS, 1, 0).withFamilies(20)).writeMaps(file),
        "cannot write " + file.resolve("aabb/aa_to_bb.txt"));
  }

  private static void rejects(Runnable mistake, String message) {
    assertThatThrownBy(mistake::run)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private HomologyGraph read(SimulationParams simulated, HomologyParams params) {
    try (Workers workers = Workers.of(2)) {
      return BlastTables.in(folder).read(simulated.species(), params, workers);
    }
  }

  private List<String> tables(Simulation simulation, String name) throws IOException {
    Path maps = folder.resolve(name);
    simulation.writeMaps(maps);
    return List.of(
        Files.readString(maps.resolve("aabb/aa_to_bb.txt")),
        Files.readString(maps.resolve("aabb/bb_to_aa.txt")));
  }

  private static Genome.Gene active(Genome genome, int family) {
    return Arrays.stream(genome.ofFamily(family))
        .mapToObj(genome::gene)
        .filter(g -> g.role() == 1)
        .findFirst()
        .orElseThrow();
  }

  private static void assertSame(RowBlock actual, RowBlock expected) {
    assertThat(actual.firstCell()).isEqualTo(expected.firstCell());
    assertThat(actual.offsets()).isEqualTo(expected.offsets());
    assertThat(actual.genes()).isEqualTo(expected.genes());
    assertThat(actual.values()).isEqualTo(expected.values());
  }

  /** Per type and family, the log of the mean count less its mean over the species' types. */
  private static Map<String, double[]> profiles(SimulatedSpecies species) {
    List<CellType> types = species.cellTypes();
    int[] family =
        species.geneNames().stream()
            .mapToInt(g -> Integer.parseInt(g.substring(g.indexOf('G') + 1, g.indexOf('.'))))
            .toArray();
    Map<String, double[]> profiles = new TreeMap<>();
    Map<String, Integer> cells = new HashMap<>();
    RowBlock block = species.block(0);
    for (int r = 0; r < block.rows(); r++) {
      String type = types.get(r).name();
      cells.merge(type, 1, Integer::sum);
      double[] sums = profiles.computeIfAbsent(type, _ -> new double[2000]);
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        sums[family[block.genes()[p]]] += block.values()[p];
      }
    }
    profiles.forEach(
        (type, sums) ->
            Arrays.setAll(sums, f -> Math.log1p(sums[f] / cells.getOrDefault(type, 1))));
    for (int f = 0; f < 2000; f++) {
      int at = f;
      double mean = profiles.values().stream().mapToDouble(p -> p[at]).average().orElse(0);
      profiles.values().forEach(p -> p[at] -= mean);
    }
    return profiles;
  }

  private static double correlation(double[] x, double[] y) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += x[i] * x[i];
      yy += y[i] * y[i];
      xy += x[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }
}
