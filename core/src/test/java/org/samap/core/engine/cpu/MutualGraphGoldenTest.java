package org.samap.core.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.Expansion;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Neighbourhoods and mutual edges give the stored values on the stored inputs of their stage. */
class MutualGraphGoldenTest {
  private static final MappingParams WALK =
      MappingParams.defaults()
          .withNeighborhood(NeighborhoodParams.defaults().withExpansion(Expansion.WALK));

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void expandsNeighborhoodsByWalks(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      for (int i = 0; i < c.species().size(); i++) {
        MappedSpecies s = c.species().get(i);
        assertThat(Neighborhoods.budgets(s.clusters()))
            .isEqualTo(golden.ints("expand/" + s.id() + "/budget"));
        SparseMatrix expected = golden.sparse("expand/" + s.id() + "/walk");
        double[][][] walks = walks(s.connectivities());
        Neighborhoods.Collector collector =
            Neighborhoods.of(c.speciesCells(WALK).get(i), CellOrder.identity(s.cells()), workers)
                .collector();
        for (int cell = 0; cell < s.cells(); cell++) {
          int size = collector.collect(cell);
          int[] ours = Arrays.stream(collector.members(), 0, size).sorted().toArray();
          int[] stored =
              Arrays.copyOfRange(
                  expected.indices(), expected.offset(cell), expected.offset(cell + 1));
          // Ties at the last place taken are arbitrary in the stored values: the same numbers of
          // walks must be there, not the same cells.
          assertThat(ringsAndWalks(walks, cell, ours))
              .as("%s, cell %d", s.id(), cell)
              .isEqualTo(ringsAndWalks(walks, cell, stored));
        }
      }
    }
  }

  /** The first four powers of the connectivities, dense. */
  private static double[][][] walks(SparseMatrix connectivities) {
    int n = connectivities.rows();
    double[][][] powers = new double[5][n][n];
    for (int i = 0; i < n; i++) {
      powers[0][i][i] = 1;
    }
    for (int h = 1; h < powers.length; h++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          for (int p = connectivities.offset(k); p < connectivities.offset(k + 1); p++) {
            powers[h][i][connectivities.index(p)] += powers[h - 1][i][k];
          }
        }
      }
    }
    return powers;
  }

  /** Of each member the first ring that reaches it and the number of walks, sorted. */
  private static List<String> ringsAndWalks(double[][][] walks, int cell, int[] members) {
    return Arrays.stream(members)
        .mapToObj(
            m -> {
              int ring = 1;
              while (walks[ring][cell][m] == 0) {
                ring++;
              }
              return ring + ": " + walks[ring][cell][m];
            })
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheBestMutualEdges(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      CellOrder order = CellOrder.of(c.cells(), c.speciesCells(WALK), workers);
      for (int t = 0; t < 3; t++) {
        SparseMatrix q = golden.sparse("iter" + t + "/knn");
        SparseMatrix d =
            new MutualGraph(c.cells(), order, storedHolders(c, order, workers), 0.1, workers)
                .of(
                    q,
                    EdgeCut.of(
                        c.cells(), order, c.projected(t), new EdgeRule(20, true, true), workers),
                    Progress.Silent.INSTANCE);
        Golden.assertClose(d, c.topK(t), 1e-4);
      }
    }
  }

  /** The holders by the stored v2 neighbourhoods, in places. */
  private static List<Holders> storedHolders(GoldenCase c, CellOrder order, Workers workers) {
    return IntStream.range(0, c.species().size())
        .mapToObj(
            s -> {
              SparseMatrix members =
                  c.golden().sparse("expand/" + c.species().get(s).id() + "/walk");
              CellOrder part = order.part(c.cells().start(s), c.cells().end(s));
              return Holders.of(
                  new Stored(part.inPlaces(members, 0, workers)), members.rows(), workers);
            })
        .toList();
  }

  /** Neighbourhoods listed beforehand. */
  private record Stored(SparseMatrix members) implements Neighborhoods {
    @Override
    public Collector collector() {
      return new Collector() {
        private int[] current = new int[0];

        @Override
        public int collect(int cell) {
          current =
              Arrays.copyOfRange(members.indices(), members.offset(cell), members.offset(cell + 1));
          return current.length;
        }

        @Override
        public int[] members() {
          return current;
        }
      };
    }
  }
}
