package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.Nodes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.genes.GeneModules.Params;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class GeneModulesTest {
  private static final int PROGRAMS = 3;
  private static final int GENES = 24;
  private static final int CELLS = 60;

  @TempDir Path folder = Path.of("");

  /**
   * Species whose gene g belongs to program g % 3, on in every third cell, with an ortholog in each
   * other species; the last gene has none. Every cell has the ten next ones of its program as
   * neighbours.
   */
  private record Planted(
      RefinedHomology homology, SparseMatrix graph, SpeciesAxis cells, List<Expression> x) {

    static Planted of(int species) {
      List<String> ids = IntStream.range(0, species).mapToObj(s -> "s" + s).toList();
      List<String> names = IntStream.range(0, GENES + 1).mapToObj(g -> "g" + g).toList();
      GeneAxis genes = GeneAxis.of(ids, ids.stream().map(id -> names).toList());
      int n = genes.size();
      SparseMatrix.Builder links = SparseMatrix.builder(n, n);
      for (int g = 0; g < n; g++) {
        for (int s = 0; s < species; s++) {
          int other = genes.start(s) + g % (GENES + 1);
          if (other != g && g % (GENES + 1) < GENES) {
            links.add(other, 0.8f);
          }
        }
        links.endRow();
      }
      SparseMatrix refined = links.build();
      List<Expression> x = new ArrayList<>();
      for (int s = 0; s < species; s++) {
        RandomStream random = RandomStream.of(1, "planted", s);
        HeapExpression.Builder b = HeapExpression.builder(GENES + 1);
        for (int c = 0; c < CELLS; c++) {
          for (int g = 0; g < GENES; g++) {
            if (random.nextDouble() < (c % PROGRAMS == g % PROGRAMS ? 0.7 : 0.1)) {
              b.add(g, 1 + random.nextFloat());
            }
          }
          b.endCell();
        }
        x.add(b.build());
      }
      int[] sizes = new int[species];
      Arrays.fill(sizes, CELLS);
      return new Planted(
          new RefinedHomology(genes, refined, refined),
          graph(species),
          SpeciesAxis.ofSizes(sizes),
          x);
    }

    private static SparseMatrix graph(int species) {
      int n = species * CELLS;
      SparseMatrix.Builder b = SparseMatrix.builder(n, n);
      for (int cell = 0; cell < n; cell++) {
        int first = cell / CELLS * CELLS;
        for (int i = 1; i <= 10; i++) {
          b.add(first + (cell - first + i * PROGRAMS) % CELLS, 0.5f);
        }
        b.endRow();
      }
      return b.build();
    }

    GeneModules modules(Params params, int threads) {
      try (Workers workers = Workers.of(threads)) {
        return GeneModules.of(
            homology, graph, cells, x::get, params, workers, Progress.Silent.INSTANCE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void findsPlantedPrograms(int species) {
    GeneModules modules = Planted.of(species).modules(Params.defaults(), 2);
    assertThat(modules.count()).isEqualTo(PROGRAMS);
    for (int gene = 0; gene < modules.moduleOf().length; gene++) {
      int g = gene % (GENES + 1);
      assertThat(modules.moduleOf()[gene])
          .as(modules.genes().name(gene))
          .isEqualTo(g == GENES ? -1 : modules.moduleOf()[g % PROGRAMS]);
    }
  }

  @Test
  void homologyAloneFallsIntoFamilies() {
    GeneModules modules = Planted.of(2).modules(Params.defaults().withCoexpressed(0), 1);
    assertThat(modules.count()).isEqualTo(GENES);
    assertThat(modules.members()).allSatisfy(members -> assertThat(members).hasSize(2));
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    Planted planted = Planted.of(5);
    assertThat(planted.modules(Params.defaults(), 5).moduleOf())
        .isEqualTo(planted.modules(Params.defaults(), 1).moduleOf());
  }

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  /** The gene pairs of a type's mapping come from fewer modules than chance would have it. */
  @ParameterizedTest
  @MethodSource("cases")
  void theGenesOfATypeShareModules(Golden golden) {
    try (golden;
        Workers workers = Workers.of(2)) {
      RefinedHomology homology = GoldenHomology.of(golden);
      GeneAxis genes = homology.genes();
      List<Expression> x =
          golden.species().stream().map(id -> golden.expression("sam/" + id + "/X")).toList();
      SpeciesAxis cells = SpeciesAxis.ofSizes(x.stream().mapToInt(Expression::cells).toArray());
      GeneModules modules =
          GeneModules.of(
              homology,
              golden.sparse("iter2/stitched"),
              cells,
              x::get,
              Params.defaults(),
              workers,
              Progress.Silent.INSTANCE);
      ModuleShares shares =
          ModuleShares.of(modules, storedPairs(golden, genes), ModuleShares.Params.defaults());
      int[] sizes = modules.members().stream().mapToInt(m -> m.length).toArray();
      double linked = Arrays.stream(sizes).sum();
      double byChance = Arrays.stream(sizes).max().orElse(0) / linked;
      double largest =
          shares.mappings().stream()
              .filter(m -> m.pair().genes().size() >= 5)
              .mapToDouble(ModuleShares.MappingByModules::largestShare)
              .average()
              .orElseThrow();
      assertThat(largest).isGreaterThan(2 * byChance).isGreaterThan(0.5);
      assertThat(shares.mappings())
          .isNotEmpty()
          .allSatisfy(
              m ->
                  assertThat(m.parts().stream().mapToDouble(ModuleShares.Part::share).sum())
                      .isCloseTo(1, within(1e-9)));
    }
  }

  /** In a module of one species alone no program could be shared. */
  @ParameterizedTest
  @MethodSource("cases")
  void modulesAreOfAllSpecies(Golden golden) {
    try (golden;
        Workers workers = Workers.of(2)) {
      RefinedHomology homology = GoldenHomology.of(golden);
      List<Expression> x =
          golden.species().stream().map(id -> golden.expression("sam/" + id + "/X")).toList();
      GeneModules modules =
          GeneModules.of(
              homology,
              golden.sparse("iter2/stitched"),
              SpeciesAxis.ofSizes(x.stream().mapToInt(Expression::cells).toArray()),
              x::get,
              Params.defaults(),
              workers,
              Progress.Silent.INSTANCE);
      int[] speciesOf = homology.speciesOfGenes();
      double linked = 0;
      double ofLargest = 0;
      for (int[] members : modules.members()) {
        int[] counts = new int[3];
        Arrays.stream(members).forEach(gene -> counts[speciesOf[gene]]++);
        ofLargest += Arrays.stream(counts).max().orElseThrow();
        linked += members.length;
      }
      assertThat(ofLargest / linked).isLessThan(0.5); // 1/3 at best, 1 if modules were species
    }
  }

  private static List<MappedPair> storedPairs(Golden golden, GeneAxis genes) {
    List<String[]> table = golden.table("expected/gene_pairs.tsv");
    List<MappedPair> out = new ArrayList<>();
    for (int c = 1; c < table.getFirst().length; c += 3) {
      int column = c;
      String[] nodes = table.getFirst()[c].split(";", -1);
      out.add(
          new MappedPair(
              Nodes.of(nodes[0]),
              Nodes.of(nodes[1]),
              0.5,
              table.subList(1, table.size()).stream()
                  .map(row -> row[column])
                  .filter(pair -> !pair.isEmpty())
                  .map(pair -> pair.split(";", -1))
                  .map(
                      pair ->
                          new MappedPair.Genes(genes.indexOf(pair[0]), genes.indexOf(pair[1]), 1))
                  .toList()));
    }
    return out.stream().filter(pair -> !pair.genes().isEmpty()).toList();
  }

  @Test
  void writesTheGenesOfEachModule() throws IOException {
    GeneAxis genes = GeneAxis.of(List.of("a", "b"), List.of(List.of("1", "2"), List.of("1")));
    Path file = folder.resolve("modules.tsv");
    new GeneModules(genes, new int[] {0, -1, 0}, 1).write(file);
    assertThat(file).hasContent("module\tgene\tspecies\n1\ta_1\ta\n1\tb_1\tb");
  }

  @Test
  void refusesANegativeNumberOfNeighbours() {
    assertThatThrownBy(() -> Params.defaults().withCoexpressed(-1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("coexpressed is -1");
  }
}
