package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.RowBlock;

/** Function and sequence tell different stories, and function tells the true one. */
class PlantedTruthTest {
  private static final List<String> IDS = List.of("aa", "bb");

  @TempDir private Path folder;

  private static final Map<Long, Planted> BY_SEED = new HashMap<>();

  private static Planted planted(long seed) {
    return BY_SEED.computeIfAbsent(seed, s -> new Planted(SimulationParams.of(IDS, 600, s)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesSharedTypesResembleThemselvesAndPrivateTypesNone(long seed) {
    Planted planted = planted(seed);
    Map<String, double[]> a = planted.profiles(0, PlantedTruthTest::byRole);
    Map<String, double[]> b = planted.profiles(1, PlantedTruthTest::byRole);
    assertThat(a).isNotEmpty();
    assertThat(b).hasSizeGreaterThan(1);
    a.forEach(
        (type, profile) -> {
          Map<String, Double> r = new TreeMap<>();
          b.forEach((other, p) -> r.put(other, correlation(profile, p)));
          if (type.startsWith("type")) {
            assertThat(r.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow())
                .isEqualTo(Map.entry(type, r.getOrDefault(type, -1.0)));
          } else if (type.startsWith("private")) {
            assertThat(r.values()).allMatch(x -> x < 0.3);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesTypesLessLikeThemselvesBySequenceThanByRole(long seed) {
    Planted planted = planted(seed);
    Map<String, Double> byRole = planted.withThemselves(PlantedTruthTest::byRole);
    Map<String, Double> bySequence = planted.withThemselves(PlantedTruthTest::bySequence);
    assertThat(byRole).hasSize(8);
    byRole.forEach((type, r) -> assertThat(bySequence.get(type)).isLessThan(r - 0.05));
  }

  @Test
  void exchangesTheTypesOfTwoCopiesInOneSpecies() {
    Planted planted = new Planted(SimulationParams.of(IDS, 1000, 4));
    List<double[]> a = planted.genes(0);
    List<double[]> b = planted.genes(1);
    int asPlanted = 0;
    int exchanged = 0;
    List<Quartet> quartets = planted.quartets();
    for (Quartet q : quartets) {
      double same = correlation(a.get(q.a0), b.get(q.b0));
      double other = correlation(a.get(q.a0), b.get(q.b1));
      exchanged += q.exchanged ? 1 : 0;
      asPlanted += q.exchanged == other > same ? 1 : 0;
    }
    assertThat(quartets).hasSizeGreaterThan(40);
    assertThat((double) exchanged / quartets.size()).isBetween(0.25, 0.6);
    assertThat((double) asPlanted / quartets.size()).isGreaterThan(0.95);
  }

  @Test
  void findsTheCopyOfTheSameRoleButNotBest() throws IOException {
    Planted planted = new Planted(SimulationParams.of(IDS, 1, 5));
    planted.simulation.writeMaps(folder);
    Map<String, Double> bits = new HashMap<>();
    for (String row : Files.readAllLines(folder.resolve("aabb/aa_to_bb.txt"))) {
      String[] columns = row.split("\t", -1);
      bits.put(columns[0] + " " + columns[1], Double.parseDouble(columns[11]));
    }
    List<String> a = planted.simulation.species().getFirst().geneNames();
    List<String> b = planted.simulation.species().getLast().geneNames();
    List<Double> ratios = new ArrayList<>();
    for (Quartet q : planted.quartets()) {
      Double best = bits.get(a.get(q.a0) + " " + b.get(q.b0));
      Double other = bits.get(a.get(q.a0) + " " + b.get(q.b1));
      if (best != null && other != null) {
        ratios.add(other / best);
      }
    }
    assertThat(ratios).hasSizeGreaterThan(40).allMatch(r -> r > 0.2 && r < 0.8);
    assertThat(ratios.stream().filter(r -> r > 0.25).count())
        .isGreaterThan(ratios.size() * 9L / 10);
  }

  /**
   * The carriers of the two parts of a divided family, in both species, by ancestral copy.
   *
   * @param exchanged whether copy 0 of one species has the role of copy 1 of the other
   */
  private record Quartet(int a0, int b0, int b1, boolean exchanged) {}

  /**
   * A simulation with what is inside.
   *
   * @param means per species and type, the mean count of every gene; made when asked for
   */
  private record Planted(
      SimulationParams params,
      Simulation simulation,
      Families families,
      List<Genome> genomes,
      Map<Integer, Map<String, double[]>> means) {

    Planted(SimulationParams params) {
      this(params, Simulation.of(params), new Families(params), genomes(params), new HashMap<>());
    }

    private static List<Genome> genomes(SimulationParams params) {
      Families families = new Families(params);
      Phylogeny tree = new Phylogeny(params.seed(), 2);
      return List.of(Genome.of(params, families, tree, 0), Genome.of(params, families, tree, 1));
    }

    List<Quartet> quartets() {
      Programs programs = new Programs(params, families, new Phylogeny(params.seed(), 2));
      Set<Integer> divided = new TreeSet<>();
      for (Marker marker : programs.effects(0).getFirst().keySet()) {
        if (families.ancestralCopies(marker.family()) == 2) {
          divided.add(marker.family());
        }
      }
      List<Quartet> quartets = new ArrayList<>();
      for (int family : divided) {
        int a0 = carrier(genomes.getFirst(), family, 0);
        int b0 = carrier(genomes.getLast(), family, 0);
        int b1 = carrier(genomes.getLast(), family, 1);
        if (a0 >= 0 && b0 >= 0 && b1 >= 0) {
          boolean same = genomes.getFirst().gene(a0).part() == genomes.getLast().gene(b0).part();
          quartets.add(new Quartet(a0, b0, b1, !same));
        }
      }
      return quartets;
    }

    /** An original copy that kept its role, -1 if there is none. */
    private static int carrier(Genome genome, int family, int ancestor) {
      return Arrays.stream(genome.ofFamily(family))
          .filter(
              g -> {
                Genome.Gene gene = genome.gene(g);
                return gene.ancestor() == ancestor && gene.copy() == 0 && gene.role() == 1;
              })
          .findFirst()
          .orElse(-1);
    }

    /** Per gene, the log of its mean count in each shared type. */
    List<double[]> genes(int species) {
      Genome genome = genomes.get(species);
      Map<String, double[]> means = means(species);
      List<double[]> genes = new ArrayList<>();
      for (int g = 0; g < genome.size(); g++) {
        int gene = g;
        genes.add(
            means.entrySet().stream()
                .filter(e -> e.getKey().startsWith("type"))
                .mapToDouble(e -> Math.log1p(e.getValue()[gene]))
                .toArray());
      }
      return genes;
    }

    /** Per type the log of the mean count of groups of genes, less its mean over types. */
    Map<String, double[]> profiles(int species, ToIntFunction<Genome.Gene> group) {
      Genome genome = genomes.get(species);
      Map<String, double[]> profiles = new TreeMap<>();
      means(species)
          .forEach(
              (type, means) -> {
                double[] profile = new double[2 * families.count()];
                for (int g = 0; g < means.length; g++) {
                  profile[group.applyAsInt(genome.gene(g))] += means[g];
                }
                Arrays.setAll(profile, i -> Math.log1p(profile[i]));
                profiles.put(type, profile);
              });
      for (int i = 0; i < 2 * families.count(); i++) {
        int at = i;
        double mean = profiles.values().stream().mapToDouble(p -> p[at]).average().orElse(0);
        profiles.values().forEach(p -> p[at] -= mean);
      }
      return profiles;
    }

    /** The correlation of every shared type with itself. */
    Map<String, Double> withThemselves(ToIntFunction<Genome.Gene> group) {
      Map<String, double[]> b = profiles(1, group);
      Map<String, Double> r = new TreeMap<>();
      profiles(0, group)
          .forEach(
              (type, profile) -> {
                if (type.startsWith("type")) {
                  r.put(type, correlation(profile, b.getOrDefault(type, profile)));
                }
              });
      return r;
    }

    private Map<String, double[]> means(int species) {
      return means.computeIfAbsent(species, this::meansAnew);
    }

    private Map<String, double[]> meansAnew(int species) {
      SimulatedSpecies simulated = simulation.species().get(species);
      List<CellType> types = simulated.cellTypes();
      Map<String, double[]> sums = new TreeMap<>();
      RowBlock block = simulated.block(0);
      for (int r = 0; r < block.rows(); r++) {
        String type = types.get(r).name();
        double[] of = sums.computeIfAbsent(type, _ -> new double[genomes.get(species).size()]);
        for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
          of[block.genes()[p]] += block.values()[p];
        }
      }
      sums.forEach(
          (type, of) -> {
            long cells = types.stream().filter(t -> t.name().equals(type)).count();
            Arrays.setAll(of, g -> of[g] / cells);
          });
      return sums;
    }
  }

  private static int byRole(Genome.Gene gene) {
    return 2 * gene.family() + gene.part();
  }

  private static int bySequence(Genome.Gene gene) {
    return 2 * gene.family() + gene.ancestor();
  }

  private static double correlation(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
