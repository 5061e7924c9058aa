package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** The stages of the mapping against plain twins, on random graphs. */
class MappingPropertiesTest {
  private static SparseMatrix randomGraph(RandomStream random, int n, int neighbors) {
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      Set<Integer> row = new HashSet<>(List.of(i));
      for (int e = 0; e < neighbors; e++) {
        row.add(random.nextInt(n));
      }
      row.forEach(c -> b.add(c, 1));
      b.endRow();
    }
    return b.build();
  }

  @Property(tries = 200)
  void breadthFirstCollectsWhatThePlainOneDoes(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 0, max = 5) int neighbors,
      @ForAll @IntRange(min = 1, max = 4) int rings,
      @ForAll boolean excludeSelf) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    SparseMatrix graph = randomGraph(random, n, neighbors);
    int[] budgets = random.ints(n, 1, n + 1).toArray();
    Neighborhoods.Collector collector =
        new BreadthFirst(graph, budgets, rings, excludeSelf).collector();
    for (int cell = 0; cell < n; cell++) {
      int size = collector.collect(cell);
      Set<Integer> ours = new HashSet<>();
      Arrays.stream(collector.members(), 0, size).forEach(ours::add);
      assertThat(ours).hasSize(size);
      assertThat(ours).isEqualTo(plainBreadthFirst(graph, cell, budgets[cell], rings, excludeSelf));
    }
  }

  private static Set<Integer> plainBreadthFirst(
      SparseMatrix graph, int cell, int budget, int rings, boolean excludeSelf) {
    Set<Integer> collected = new HashSet<>(List.of(cell));
    List<Integer> ring = List.of(cell);
    int left = excludeSelf ? budget : budget - 1;
    for (int h = 0; h < rings; h++) {
      List<Integer> pointedTo = new ArrayList<>();
      for (int from : ring) {
        for (int p = graph.offset(from); p < graph.offset(from + 1); p++) {
          pointedTo.add(graph.index(p));
        }
      }
      List<Integer> next = new ArrayList<>(new HashSet<>(pointedTo));
      next.removeAll(collected);
      next.sort(
          Comparator.<Integer>comparingInt(
                  c -> excludeSelf ? 0 : -Collections.frequency(pointedTo, c))
              .thenComparingInt(c -> c));
      ring = next.subList(0, Math.min(left, next.size()));
      left -= ring.size();
      collected.addAll(ring);
    }
    if (excludeSelf) {
      collected.remove(cell);
    }
    return collected;
  }

  @Property(tries = 100)
  void sameClusterIsTheWholeCluster(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    int[] clusters = RandomStream.of(seed, "test", 0).ints(n, 0, 5).toArray();
    Neighborhoods.Collector collector = new SameCluster(clusters).collector();
    for (int cell = 0; cell < n; cell++) {
      int size = collector.collect(cell);
      int label = clusters[cell];
      int[] cluster = IntStream.range(0, n).filter(c -> clusters[c] == label).toArray();
      assertThat(Arrays.copyOf(collector.members(), size)).containsExactlyInAnyOrder(cluster);
    }
  }

  @Property(tries = 60)
  void mutualGraphIsTheProductOfBothDirections(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int cellsA,
      @ForAll @IntRange(min = 2, max = 30) int cellsB,
      @ForAll @IntRange(min = 1, max = 200) int blockRows,
      @ForAll boolean keepAll) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    SpeciesAxis cells = SpeciesAxis.ofSizes(cellsA, cellsB);
    int n = cells.total();
    double[][] q = new double[n][n];
    SparseMatrix.Builder sparse = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      int other = 1 - cells.speciesOf(i);
      for (int j = cells.start(other); j < cells.end(other); j++) {
        if (random.nextInt(4) == 0) {
          q[i][j] = random.nextFloat();
          sparse.add(j, (float) q[i][j]);
        }
      }
      sparse.endRow();
    }
    List<Neighborhoods> neighborhoods = new ArrayList<>();
    boolean[][] member = new boolean[n][n];
    for (int s = 0; s < 2; s++) {
      SparseMatrix graph = randomGraph(random, cells.size(s), 3);
      int[] budgets = random.ints(cells.size(s), 1, 10).toArray();
      Neighborhoods m = new BreadthFirst(graph, budgets, 3, false);
      neighborhoods.add(m);
      Neighborhoods.Collector collector = m.collector();
      for (int c = 0; c < cells.size(s); c++) {
        int size = collector.collect(c);
        for (int e = 0; e < size; e++) {
          member[cells.start(s) + c][cells.start(s) + collector.members()[e]] = true;
        }
      }
    }

    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          c[i][j] += member[j][k] ? q[i][k] : 0;
        }
        c[i][j] = c[i][j] < 0.1 && !keepAll ? 0 : c[i][j];
      }
    }
    try (Workers workers = Workers.of(2)) {
      SparseMatrix d =
          new MutualGraph(cells, sparse.build(), neighborhoods, keepAll, workers)
              .rows(blockRows, (row, mutual) -> mutual);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertThat((double) d.get(i, j)).isCloseTo(Math.sqrt(c[i][j] * c[j][i]), within(1e-6));
          assertThat(d.position(i, j) >= 0).isEqualTo(c[i][j] * c[j][i] > 0);
        }
      }
    }
  }
}
