package org.samap.core.engine.cpu;

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
import net.jqwik.api.lifecycle.AfterContainer;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Neighbourhoods and mutual edges against plain twins, on random graphs. */
class MutualGraphPropertiesTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterContainer
  static void close() {
    WORKERS.close();
  }

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

  /** Cells of each species in any order. */
  private static CellOrder randomOrder(RandomStream random, SpeciesAxis cells) {
    List<Integer> all = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      List<Integer> own = new ArrayList<>();
      for (int c = cells.start(s); c < cells.end(s); c++) {
        own.add(random.nextInt(own.size() + 1), c);
      }
      all.addAll(own);
    }
    int[] cellAt = all.stream().mapToInt(i -> i).toArray();
    int[] placeOf = new int[cellAt.length];
    for (int p = 0; p < cellAt.length; p++) {
      placeOf[cellAt[p]] = p;
    }
    return new CellOrder(cellAt, placeOf);
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
    CellOrder order = randomOrder(random, SpeciesAxis.ofSizes(n));
    Neighborhoods.Collector collector =
        new BreadthFirst(
                order.inPlaces(graph, 0, WORKERS),
                order.inPlaces(budgets, 0),
                rings,
                excludeSelf,
                order)
            .collector();
    for (int cell = 0; cell < n; cell++) {
      int size = collector.collect(order.placeOf()[cell]);
      Set<Integer> ours = new HashSet<>();
      Arrays.stream(collector.members(), 0, size).forEach(p -> ours.add(order.cellAt()[p]));
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

  /** The graph of all species as SPEC says it, entry by entry. */
  @Property(tries = 50)
  void stitchingWeighsEdgesInsideByWhatIsLeft(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int cellsA,
      @ForAll @IntRange(min = 1, max = 40) int cellsB) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    SpeciesAxis cells = SpeciesAxis.ofSizes(cellsA, cellsB);
    SparseMatrix a = randomGraph(random, cellsA, 4);
    SparseMatrix b = randomGraph(random, cellsB, 4);
    int n = cells.total();
    SparseMatrix.Builder across = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      int other = 1 - cells.speciesOf(i);
      for (int j = cells.start(other); j < cells.end(other); j++) {
        if (random.nextInt(4) == 0) {
          across.add(j, random.nextInt(3) / 2f); // some are 0, and some rows sum up to the limit
        }
      }
      across.endRow();
    }
    SparseMatrix mutual = across.build();
    float[] shares = new float[n];
    for (int i = 0; i < n; i++) {
      shares[i] = (float) (1 - mutual.rowSum(i) / 3);
    }
    SparseMatrix graph = new StitchedGraph(cells, List.of(a, b), mutual, shares).make(WORKERS);
    for (int i = 0; i < n; i++) {
      float own = shares[i];
      for (int j = 0; j < n; j++) {
        boolean inside = i < cellsA == j < cellsA;
        boolean near =
            inside && (i < cellsA ? a.get(i, j) : b.get(i - cellsA, j - cellsA)) != 0 && i != j;
        float expected = inside ? (near ? Math.max(0, own) : 0) : mutual.get(i, j);
        assertThat(graph.get(i, j)).isEqualTo(expected);
        assertThat(graph.position(i, j) >= 0).isEqualTo(expected != 0);
      }
    }
  }

  @Property(tries = 50)
  void cellsAreOrderedByWalksInsideTheirClusters(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    SparseMatrix graph = randomGraph(random, n, 2);
    int[] clusters = random.ints(n, 0, 4).toArray();
    List<Integer> expected = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      for (int first = 0; first < n; first++) {
        if (clusters[first] != c || expected.contains(first)) {
          continue;
        }
        int at = expected.size();
        expected.add(first);
        for (; at < expected.size(); at++) {
          int from = expected.get(at);
          for (int p = graph.offset(from); p < graph.offset(from + 1); p++) {
            if (clusters[graph.index(p)] == c && !expected.contains(graph.index(p))) {
              expected.add(graph.index(p));
            }
          }
        }
      }
    }
    assertThat(CellOrder.walkedByCluster(graph, clusters, WORKERS))
        .containsExactly(expected.stream().mapToInt(i -> i).toArray());
  }

  private static void keepEverything(List<MutualGraph.Rows> blocks, MutualGraph.Sink left) {
    for (MutualGraph.Rows rows : blocks) {
      for (int r = 0; r < rows.count(); r++) {
        for (int e = 0; e < rows.size(r); e++) {
          left.add(rows.places(r)[e], rows.values(r)[e]);
        }
        left.endRow();
      }
    }
  }

  @Property(tries = 60)
  void mutualGraphIsTheProductOfBothDirections(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 300) int cellsA,
      @ForAll @IntRange(min = 2, max = 150) int cellsB,
      @ForAll boolean keepAll) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    SpeciesAxis cells = SpeciesAxis.ofSizes(cellsA, cellsB);
    int n = cells.total();
    double[][] q = new double[n][n];
    SparseMatrix.Builder sparse = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      int other = 1 - cells.speciesOf(i);
      for (int j = cells.start(other); j < cells.end(other); j++) {
        q[i][j] = random.nextInt(n) < 10 ? random.nextFloat() : 0;
      }
      double sum = Arrays.stream(q[i]).sum();
      for (int j = cells.start(other); j < cells.end(other); j++) {
        if (q[i][j] > 0) {
          q[i][j] = (float) (q[i][j] / sum);
          sparse.add(j, (float) q[i][j]);
        }
      }
      sparse.endRow();
    }
    CellOrder order = randomOrder(random, cells);
    List<Holders> holders = new ArrayList<>();
    boolean[][] member = new boolean[n][n];
    for (int s = 0; s < 2; s++) {
      SparseMatrix graph = randomGraph(random, cells.size(s), 3);
      int[] budgets = random.ints(cells.size(s), 1, cells.size(s) + 1).toArray();
      int start = cells.start(s);
      CellOrder part = order.part(start, cells.end(s));
      Neighborhoods m = new BreadthFirst(part.inPlaces(graph, 0, WORKERS), budgets, 3, false, part);
      holders.add(Holders.of(m, cells.size(s), WORKERS));
      Neighborhoods.Collector collector = m.collector();
      for (int place = 0; place < cells.size(s); place++) {
        int size = collector.collect(place);
        for (int e = 0; e < size; e++) {
          int held = start + part.cellAt()[collector.members()[e]];
          member[start + part.cellAt()[place]][held] = true;
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
    SparseMatrix d =
        new MutualGraph(cells, order, holders, keepAll ? Double.MIN_VALUE : 0.1, WORKERS)
            .of(
                sparse.build(),
                () -> MutualGraphPropertiesTest::keepEverything,
                Progress.Silent.INSTANCE);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat((double) d.get(i, j)).isCloseTo(Math.sqrt(c[i][j] * c[j][i]), within(1e-6));
        assertThat(d.position(i, j) >= 0).isEqualTo(c[i][j] * c[j][i] > 0);
      }
    }
  }
}
