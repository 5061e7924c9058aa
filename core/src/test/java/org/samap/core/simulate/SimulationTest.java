package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.OverlapReport;
import org.samap.core.homology.tables.BlastTables;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** What is planted is there, and the same every time. */
class SimulationTest {
  private static final List<String> IDS = List.of("aa", "bb");

  @TempDir private Path folder;

  /** Cells that are drawn fast, since they have few counts. */
  private static SimulationParams shallow(int cells) {
    SimulationParams params = SimulationParams.of(IDS, cells, 1).withFamilies(300);
    return params.withSampling(params.sampling().withDepth(400));
  }

  @Test
  void isAFunctionOfItsParameters() throws IOException {
    Simulation one = Simulation.of(shallow(1100));
    Simulation again = Simulation.of(shallow(1100));
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
  void streamsTheSameBlocksInOrder() {
    SimulatedSpecies s = Simulation.of(shallow(4200)).species().getFirst();
    List<RowBlock> expected = IntStream.range(0, 5).mapToObj(s::block).toList();
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        int b = 0;
        for (RowBlock block : s.blocks(workers, Progress.Silent.INSTANCE)) {
          assertSame(block, expected.get(b++));
        }
        assertThat(b).isEqualTo(5);
      }
    }
  }

  @Test
  void hasAboutAsManyGenesAsAskedFor() {
    for (int genes : new int[] {500, 5000}) {
      Simulation simulation = Simulation.of(SimulationParams.of(IDS, 50, 0).withGenes(genes));
      assertThat(simulation.species())
          .isNotEmpty()
          .allSatisfy(
              s -> assertThat(s.geneNames().size()).isBetween(genes * 9 / 10, genes * 11 / 10));
    }
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
  void plantsSharedTypesEverywhereAndOthersInTheFirstSpecies() {
    SimulationParams params =
        SimulationParams.of(List.of("aa", "bb", "cc"), 1000, 3)
            .withTypes(new SimulationParams.Types(7, 2, 1, 0.5));
    Map<String, Set<String>> species = new HashMap<>();
    for (SimulatedSpecies s : Simulation.of(params).species()) {
      assertThat(s.types()).hasSize(s.id().equals("aa") ? 10 : 7).doesNotHaveDuplicates();
      assertThat(s.cellTypes()).hasSize(1000);
      assertThat(new HashSet<>(s.cellTypes())).hasSameElementsAs(s.types());
      assertThat(new HashSet<>(s.cellNames())).hasSize(1000);
      for (CellType t : s.types()) {
        species.computeIfAbsent(t.name(), _ -> new HashSet<>()).add(s.id());
        assertThat(t.lineage()).isBetween(t.kind() == CellType.Kind.PRIVATE ? -1 : 0, 2);
      }
    }
    assertThat(species).hasSize(7 + 2 + 1);
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
    assertThat(counts.getFirst().values()).isNotEmpty().allMatch(n -> n >= 50);
    assertThat(counts.getFirst().get("type0")).isNotEqualTo(counts.getLast().get("type0"));
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
    OverlapReport report = OverlapReport.of(graph, genes);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.species())
        .isNotEmpty()
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
    assertThat(rows).isNotEmpty();
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
  void rejectsWhatCannotBeSimulated() {
    SimulationParams params = SimulationParams.of(IDS, 10, 0);
    rejects(() -> SimulationParams.of(List.of("aa"), 10, 0), "two or more different ids");
    rejects(() -> SimulationParams.of(List.of("aa", "aa"), 10, 0), "two or more different ids");
    rejects(() -> SimulationParams.of(List.of("aa", "b/b"), 10, 0), "'b/b'");
    rejects(() -> SimulationParams.of(IDS, 0, 0), "number of simulated cells is 0");
    rejects(() -> params.withFamilies(3), "number of simulated gene families is 3");
    rejects(() -> params.difficulty().withRoleSwaps(1.1), "share of role swaps is 1.1");
    rejects(
        () -> new SimulationParams.Difficulty(0, Double.NaN, 0, 0, 1, 1, 1, 1),
        "program drift is NaN");
    rejects(
        () -> new SimulationParams.Difficulty(0, 0, 0, 0, 1, 1, -1, 1),
        "number of simulated divided families is -1");
    rejects(() -> new SimulationParams.Types(0, 1, 1, 0.5), "shared types is 0");
    rejects(() -> new SimulationParams.Sampling(0, 1, 1, 0), "must be above 0");
    rejects(() -> new SimulationParams.Donors(-1, 0), "number of simulated donors is -1");
    rejects(() -> new SimulationParams.Donors(2, -1), "effect of donors is -1");
    rejects(() -> withDonors(11, 0.3, 10), "number of simulated donors is 11 for 10 cells");
  }

  private static SimulationParams withDonors(int donors, double effect, int cells) {
    SimulationParams params = shallow(cells);
    return params.withSampling(
        params.sampling().withDonors(new SimulationParams.Donors(donors, effect)));
  }

  @Test
  void drawsCellsOfDonors() {
    SimulatedSpecies none = Simulation.of(shallow(900)).species().getFirst();
    SimulatedSpecies equal = Simulation.of(withDonors(3, 0, 900)).species().getFirst();
    assertThat(none.donors()).isEmpty();
    Map<String, Long> sizes =
        equal.donors().stream().collect(Collectors.groupingBy(d -> d, Collectors.counting()));
    assertThat(sizes).containsOnlyKeys("donor1", "donor2", "donor3");
    assertThat(sizes.values()).allMatch(size -> size > 250);
    // Donors that do not differ leave every count as it is.
    assertThat(equal.cellTypes()).isEqualTo(none.cellTypes());
    assertSame(equal.block(0), none.block(0));
  }

  @Test
  void letsDonorsDiffer() {
    double[] between = new double[2];
    double[] effects = {0, 1};
    for (int i = 0; i < 2; i++) {
      SimulatedSpecies s = Simulation.of(withDonors(2, effects[i], 900)).species().getFirst();
      between[i] = distance(s.block(0), s.donors(), s.geneNames().size());
    }
    assertThat(between[1]).isGreaterThan(2 * between[0]);
  }

  /** The share of all counts that the two donors have in different genes. */
  private static double distance(RowBlock block, List<String> donors, int genes) {
    double[][] share = new double[2][genes];
    double[] total = new double[2];
    for (int r = 0; r < block.rows(); r++) {
      int donor = donors.get(r).equals("donor1") ? 0 : 1;
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        share[donor][block.genes()[p]] += block.values()[p];
        total[donor] += block.values()[p];
      }
    }
    return IntStream.range(0, genes)
        .mapToDouble(g -> Math.abs(share[0][g] / total[0] - share[1][g] / total[1]))
        .sum();
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

  private static void assertSame(RowBlock actual, RowBlock expected) {
    assertThat(actual.firstCell()).isEqualTo(expected.firstCell());
    assertThat(actual.offsets()).isEqualTo(expected.offsets());
    assertThat(actual.genes()).isEqualTo(expected.genes());
    assertThat(actual.values()).isEqualTo(expected.values());
  }
}
