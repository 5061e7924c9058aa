package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.embed.UmapParams;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * What every engine does, each operation against a plain dense twin, with sizes about those of
 * vectors, blocks and tasks.
 */
public abstract class EngineContract {
  private final Workers workers = Workers.of(2);

  /**
   * @param workers to be used; closed by the test
   */
  protected abstract Engine engine(Workers workers);

  /** The relative difference that is allowed between sums. */
  protected double tolerance() {
    return 1e-5;
  }

  private Engine engine() {
    return engine(workers);
  }

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  // --- expression

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 1023, 1025, 3001})
  void addsUpCounts(int cells) {
    double[][] x = counts(cells, 17, 1);
    CountTotals totals = engine().totals(sparse(x, 17));
    assertThat(totals.cells()).hasSize(cells);
    double[] genes = new double[17];
    int[] cellsOf = new int[17];
    for (int c = 0; c < cells; c++) {
      assertThat(totals.cells()[c]).isEqualTo(Arrays.stream(x[c]).sum());
      for (int g = 0; g < 17; g++) {
        genes[g] += x[c][g];
        cellsOf[g] += x[c][g] > 0 ? 1 : 0;
      }
    }
    assertThat(totals.genes()).containsExactly(genes, within(1e-9));
    assertThat(totals.cellsOf()).isEqualTo(cellsOf);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1023, 1025})
  void derivesExpression(int cells) {
    double[][] x = counts(cells, 15, 2);
    boolean[] keep = new boolean[15];
    IntStream.range(0, 15).forEach(g -> keep[g] = g % 3 > 0);
    try (ExpressionStore store = ExpressionStore.heap()) {
      Expression derived =
          engine()
              .derive(
                  sparse(x, 15), keep, (cell, gene, v) -> v < 2 ? 0 : v * gene + cell % 7, store);
      double[][] found = dense(derived);
      for (int c = 0; c < cells; c++) {
        for (int g = 0; g < 15; g++) {
          double expected = keep[g] && x[c][g] >= 2 ? x[c][g] * g + c % 7 : 0;
          assertThat(found[c][g]).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023, 1025, 3001})
  void findsMoments(int cells) {
    double[][] x = counts(cells, 17, 3);
    assertMoments(engine().moments(sparse(x, 17)), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 300, 1025})
  void averagesOverTheNeighborsOfAllSpecies(int cells) {
    int before = 5;
    int all = before + cells + 7;
    double[][] x = counts(cells, 13, 4);
    SparseMatrix graph = randomGraph(RandomStream.of(4, "test", 1), all, 6);
    double[][] averages = new double[all][13];
    for (int i = 0; i < all; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        int cell = graph.index(p) - before;
        for (int g = 0; g < 13 && cell >= 0 && cell < cells; g++) {
          averages[i][g] += x[cell][g] * graph.value(p) / graph.rowSum(i);
        }
      }
    }
    assertMoments(engine().averages(graph, before, sparse(x, 13)), averages);
  }

  // --- projection

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 1025})
  void findsTheMomentsOfTranslatedExpression(int cells) {
    Projected p = new Projected(cells);
    double[][] u = new double[cells][p.translation.columns()];
    for (int c = 0; c < cells; c++) {
      for (int h = 0; h < u[c].length; h++) {
        for (int g = 0; g < p.scale.length; g++) {
          u[c][h] += p.z[c][g] * p.translation.get(g, h);
        }
      }
    }
    assertMoments(engine().translatedMoments(p.view, p.scale, p.translation), u);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 1025})
  void projectsOnBlocksOfLoadings(int cells) {
    Projected p = new Projected(cells);
    int first = 2;
    int genes = 6;
    List<FloatMatrix> blocks = List.of(gaussian(4, 3, 1), gaussian(5, 0, 2), gaussian(3, 18, 3));
    SparseMatrix a = randomRectangle(RandomStream.of(9, "test", 2), genes, 12);
    CellMatrix rows = CellMatrix.zeros(cells, 30, 64);
    for (int c = 0; c < cells; c++) {
      Arrays.fill(rows.values(c), rows.offset(c), rows.offset(c) + 30, 77);
    }
    engine().project(p.view, p.scale, first, a, blocks, rows, new ColumnRanges(2, 10, 15, 28));
    double[][] expected = new double[cells][21];
    for (int c = 0; c < cells; c++) {
      for (int g = 0; g < genes; g++) {
        for (int r = 0; r < 12; r++) {
          int b = r < 4 ? 0 : r < 9 ? 1 : 2;
          int row = r - (b == 0 ? 0 : b == 1 ? 4 : 9);
          for (int k = 0; k < blocks.get(b).columns(); k++) {
            expected[c][(b == 2 ? 3 : 0) + k] +=
                p.z[c][first + g] * a.get(g, r) * blocks.get(b).get(row, k);
          }
        }
      }
    }
    for (int k = 0; k < 21; k++) {
      double mean = 0;
      double largest = 0;
      for (double[] row : expected) {
        mean += row[k] / cells;
        largest = Math.max(largest, Math.abs(row[k]));
      }
      int column = k < 8 ? 2 + k : 15 + k - 8;
      for (int c = 0; c < cells; c++) {
        assertThat((double) rows.get(c, column))
            .isCloseTo(expected[c][k] - mean, within(tolerance() * (1 + largest)));
      }
    }
    for (int c = 0; c < cells; c++) {
      assertThat(rows.get(c, 0)).isEqualTo(77);
      assertThat(rows.get(c, 10)).isEqualTo(77);
      assertThat(rows.get(c, 28)).isEqualTo(77);
    }
  }

  /**
   * Expression of which some genes have numbers, out of order; z is what their scale makes of it.
   */
  private static final class Projected {
    final double[] scale = {0.5, 0, 1.5, 2, 0.25, 1, 3, 0.75};
    final GeneView view;
    final double[][] z;
    final SparseMatrix translation = randomRectangle(RandomStream.of(6, "test", 0), 8, 19);

    Projected(int cells) {
      double[][] x = counts(cells, 9, 5);
      // Numbers rise with the genes of the data, some of which have none.
      int[] numbers = {-1, 2, 3, -1, 4, 5, 6, 7, -1};
      view = new GeneView(sparse(x, 9), numbers);
      z = new double[cells][8];
      for (int c = 0; c < cells; c++) {
        for (int g = 0; g < 9; g++) {
          if (numbers[g] >= 0) {
            z[c][numbers[g]] = x[c][g] * scale[numbers[g]];
          }
        }
      }
    }
  }

  // --- components

  @ParameterizedTest
  @ValueSource(ints = {3, 9, 30, 1025})
  void decomposesScaledExpression(int cells) {
    double[][] x = counts(cells, 9, 10);
    int[] genes = {0, 1, 3, 4, 5, 6, 8};
    double[] factors = {1, 2, 0.5, 1, 1, 0.25, 3};
    int components = Math.min(cells - 1, 7);
    ScaledExpression scaled =
        new ScaledExpression(sparse(x, 9), genes, EntryScale.of(factors, new double[0]));
    Svd svd = engine().components(scaled, components, 1);
    double[][] a = new double[cells][7];
    for (int c = 0; c < 7; c++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[genes[c]] * factors[c] / cells;
      }
      for (int i = 0; i < cells; i++) {
        a[i][c] = x[i][genes[c]] * factors[c] - mean;
      }
    }
    assertThat(svd.scores().rows()).isEqualTo(cells);
    assertThat(svd.right().rows()).isEqualTo(7);
    for (int i = 0; i < cells; i++) {
      for (int c = 0; c < 7; c++) {
        double sum = 0;
        for (int k = 0; k < components; k++) {
          sum += (double) svd.scores().get(i, k) * svd.right().get(c, k);
        }
        assertThat(sum).isCloseTo(a[i][c], within(1e-3));
      }
    }
    assertThat(svd.singularValues()[0]).isPositive();
    FloatMatrix loadings = engine().loadings(scaled, components, 1);
    for (int c = 0; c < 7; c++) {
      for (int k = 0; k < components; k++) {
        assertThat(Math.abs(loadings.get(c, k)))
            .isCloseTo(Math.abs(svd.right().get(c, k)), within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 1025})
  void measuresCellsByTheirGenes(int cells) {
    double[][] x = counts(cells, 9, 11);
    double[] lengths = engine().lengths(sparse(x, 9), new int[] {1, 2, 7});
    assertThat(lengths).hasSize(cells);
    for (int c = 0; c < cells; c++) {
      assertThat(lengths[c]).isCloseTo(Math.hypot(x[c][1], x[c][7]), within(1e-9));
    }
  }

  // --- neighbours

  @Test
  void makesAMatrixOfNeighborsThatHoldsEveryCellItself() {
    // Of four cells: two nearest each; the last is not its own nearest.
    Neighbors nearest =
        new Neighbors(
            4, 2, new int[] {0, 2, 1, 0, 2, 3, 0, 1}, new float[] {0, 1, 0, 2, 0, 3, 0, 0});
    SparseMatrix d = engine().distances(nearest);
    assertThat(d.indices()).containsExactly(0, 2, 0, 1, 2, 3, 0, 1, 3);
    assertThat(d.values()).containsExactly(0, 1, 2, 0, 0, 3, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023})
  void findsNearestRows(int size) {
    CellMatrix queries = CellMatrix.of(gaussian(33, 17, 7));
    CellMatrix points = CellMatrix.of(gaussian(size, 17, 8));
    int k = Math.min(size, 5);
    Neighbors found = engine().nearest(queries, points, k, NeighborSearch.defaults());
    for (int q = 0; q < queries.rows(); q++) {
      int query = q;
      double[] cosine = new double[size];
      Arrays.setAll(cosine, p -> cosine(queries, query, points, p));
      int[] nearest =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(p -> -cosine[p]))
              .mapToInt(p -> p)
              .limit(k)
              .toArray();
      for (int i = 0; i < k; i++) {
        assertThat(found.index(q, i)).isEqualTo(nearest[i]);
        assertThat((double) found.distance(q, i)).isCloseTo(1 - cosine[nearest[i]], within(1e-6));
      }
    }
  }

  @Test
  void takesAwayWhatTellsBatchesApart() {
    FloatMatrix rows = gaussian(200, 6, 9);
    for (int c = 0; c < 200; c += 2) {
      rows.set(c, 0, rows.get(c, 0) + 6);
    }
    CellMatrix given = CellMatrix.of(rows);
    CellMatrix copy = CellMatrix.of(FloatMatrix.of(200, 6, rows.values().clone()));
    Batches batches =
        Batches.of(IntStream.range(0, 200).mapToObj(c -> c % 2 == 0 ? "even" : "odd").toList());
    CellMatrix corrected = engine().harmonize(given, batches, HarmonyParams.defaults());
    assertThat(given).isEqualTo(copy);
    assertThat(meanDifference(given)).isGreaterThan(5);
    assertThat(Math.abs(meanDifference(corrected))).isLessThan(meanDifference(given) / 2);
    assertThat(engine().harmonize(given, Batches.one(200), HarmonyParams.defaults()))
        .isEqualTo(copy);
  }

  /** Of the first column, between even and odd rows. */
  private static double meanDifference(CellMatrix m) {
    return IntStream.range(0, m.rows()).mapToDouble(r -> (r % 2 == 0 ? 1 : -1) * m.get(r, 0)).sum()
        / (m.rows() / 2.0);
  }

  // --- cells of all species

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheBestMutualEdges(boolean towardsEach) {
    int[] sizes = {70, 1, 65};
    Cells cells = new Cells(sizes);
    SparseMatrix q = cells.towardsOthers(4);
    int n = q.rows();
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          boolean held =
              cells.speciesOf[j] == cells.speciesOf[k] && cells.clusterOf[j] == cells.clusterOf[k];
          c[i][j] += held ? q.get(i, k) : 0;
        }
      }
    }
    List<CellMatrix> rows = cells.rows(9);
    EdgeRule rule = new EdgeRule(3, towardsEach, false);
    SparseMatrix found =
        engine()
            .join(cells.species(new Neighborhood.WholeCluster()), 0.1)
            .mutualEdges(q, rows, rule);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      int row = i;
      double[] d = new double[n];
      Arrays.setAll(
          d, j -> c[row][j] < 0.1 || c[j][row] < 0.1 ? 0 : Math.sqrt(c[row][j] * c[j][row]));
      for (int j = 0; j < n; j++) {
        int column = j;
        long better =
            IntStream.range(0, n)
                .filter(o -> !towardsEach || cells.speciesOf[o] == cells.speciesOf[column])
                .filter(o -> d[o] > d[column] + 1e-6)
                .count();
        long equal =
            IntStream.range(0, column)
                .filter(o -> !towardsEach || cells.speciesOf[o] == cells.speciesOf[column])
                .filter(o -> Math.abs(d[o] - d[column]) <= 1e-6)
                .count();
        boolean best = d[j] > 0 && better + equal < 3;
        assertThat((double) found.get(i, j)).isCloseTo(best ? d[j] : 0, within(1e-6));
        kept += best ? 1 : 0;
      }
    }
    assertThat(kept).isGreaterThan(100);
  }

  @Test
  void rescalesMutualEdgesByTheCorrelationOfRows() {
    Cells cells = new Cells(40, 50);
    SparseMatrix q = cells.towardsOthers(4);
    List<CellMatrix> rows = cells.rows(17);
    JoinedCells joined = engine().join(cells.species(new Neighborhood.WholeCluster()), 0.1);
    SparseMatrix plain = joined.mutualEdges(q, rows, new EdgeRule(90, true, false));
    SparseMatrix found = joined.mutualEdges(q, rows, new EdgeRule(90, true, true));
    assertThat(plain.entries()).isGreaterThan(100);
    assertThat(found.indices()).isEqualTo(plain.indices());
    for (int i = 0; i < plain.rows(); i++) {
      int row = i;
      int start = plain.offset(i);
      double[] r = new double[plain.offset(i + 1) - start];
      Arrays.setAll(r, e -> Math.max(0.001, cells.correlation(rows, row, plain.index(start + e))));
      double most = Arrays.stream(r).max().orElse(1);
      double[] d = new double[r.length];
      Arrays.setAll(
          d,
          e -> Math.sqrt(SoftThreshold.tanhScale(r[e] / most, 10, 0.7) * plain.value(start + e)));
      double mostAfter = Arrays.stream(d).max().orElse(1);
      for (int e = 0; e < d.length; e++) {
        assertThat((double) found.value(start + e))
            .isCloseTo(d[e] * plain.rowMax(i) / mostAfter, within(10 * tolerance()));
      }
    }
  }

  @Test
  void stitchesInsideAndAcross() {
    Cells cells = new Cells(17, 1, 30);
    List<SpeciesCells> species = cells.species(new Neighborhood.WholeCluster());
    SparseMatrix across = cells.towardsOthers(3);
    float[] own = new float[across.rows()];
    for (int i = 0; i < own.length; i++) {
      own[i] = (i % 5 - 1) / 4f;
    }
    SparseMatrix found = engine().join(species, 0.1).stitch(across, own);
    assertThat(found.entries()).isGreaterThan(across.entries());
    for (int i = 0; i < own.length; i++) {
      for (int j = 0; j < own.length; j++) {
        boolean inside = cells.speciesOf[i] == cells.speciesOf[j];
        int start = cells.starts[cells.speciesOf[i]];
        boolean near =
            inside
                && i != j
                && species.get(cells.speciesOf[i]).connectivities().get(i - start, j - start) > 0;
        float expected = inside ? (near ? Math.max(0, own[i]) : 0) : across.get(i, j);
        assertThat(found.get(i, j)).isEqualTo(expected);
        assertThat(found.position(i, j) >= 0).isEqualTo(expected != 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EdgeMode.class)
  void comparesLinkedGenesOnTheStitchedGraph(EdgeMode mode) {
    Cells cells = new Cells(60, 45, 20);
    int n = cells.speciesOf.length;
    SparseMatrix stitched = randomGraph(RandomStream.of(12, "test", 0), n, 5);
    int[] genes = {6, 5, 4};
    List<GeneView> views = new ArrayList<>();
    double[][] smoothed = new double[15][n];
    for (int s = 0, first = 0; s < 3; first += genes[s++]) {
      int start = cells.starts[s];
      int size = cells.starts[s + 1] - start;
      double[][] x = counts(size, genes[s], 20 + s);
      int from = first;
      views.add(
          new GeneView(
              sparse(x, genes[s]), IntStream.range(0, genes[s]).map(g -> from + g).toArray()));
      for (int c = 0; c < n; c++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += stitched.get(c, start + k);
        }
        for (int g = 0; g < genes[s]; g++) {
          for (int k = 0; k < size; k++) {
            smoothed[first + g][c] +=
                // weights are stored in float32, which decides what ranks as equal
                (float) (stitched.get(c, start + k) / (sum < 1e-3 ? 1 : sum)) * x[k][g];
          }
        }
      }
    }
    SparseMatrix links = linksBetween(genes);
    double[] weights = new double[15];
    Arrays.fill(weights, 1);
    weights[3] = 0;
    GeneEdges edges = GeneEdges.of(SpeciesAxis.ofSizes(genes), links, weights);
    assertThat(edges.size()).isGreaterThan(10);
    double[] found =
        engine()
            .join(cells.species(new Neighborhood.WholeCluster()), 0.1)
            .agreement(views, edges, stitched, mode);
    for (GeneEdges.Pair pair : edges.pairs()) {
      int[] over =
          IntStream.range(0, n)
              .filter(c -> cells.speciesOf[c] == pair.a() || cells.speciesOf[c] == pair.b())
              .toArray();
      for (int e = pair.from(); e < pair.to(); e++) {
        double[] x = pick(smoothed[edges.first()[e]], over);
        double[] y = pick(smoothed[edges.second()[e]], over);
        double expected = mode == EdgeMode.PEARSON ? pearson(x, y) : xi(x, y);
        assertThat(found[e]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double xi(double[] values, double[] others) {
    double[] x = Arrays.stream(values).map(v -> Math.rint(v * 1e9) / 1e9).toArray();
    double[] y = Arrays.stream(others).map(v -> Math.rint(v * 1e9) / 1e9).toArray();
    int n = x.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    double jumps = 0;
    double spread = 0;
    double before = 0;
    for (int i = 0; i < n; i++) {
      double at = y[order[i]];
      double notAbove = Arrays.stream(y).filter(v -> v <= at).count();
      double notBelow = Arrays.stream(y).filter(v -> v >= at).count();
      jumps += i == 0 ? 0 : Math.abs(notAbove - before);
      spread += notBelow * (n - notBelow);
      before = notAbove;
    }
    return spread == 0 ? 0 : 1 - n * jumps / (2 * spread);
  }

  @Test
  void laysGraphsOutTheSameWayEachTime() {
    SparseMatrix graph = randomGraph(RandomStream.of(30, "test", 0), 70, 4);
    UmapParams params = UmapParams.defaults().withEpochs(20);
    AtomicLong epochs = new AtomicLong();
    FloatMatrix layout = engine().layout(graph, params, countingIn(epochs));
    assertThat(epochs).hasValue(20);
    assertThat(layout.rows()).isEqualTo(70);
    assertThat(layout.columns()).isEqualTo(2);
    for (float v : layout.values()) {
      assertThat(v).isFinite();
    }
    assertThat(engine().layout(graph, params, Progress.Silent.INSTANCE)).isEqualTo(layout);
  }

  private static Progress.Phase countingIn(AtomicLong steps) {
    return new Progress.Phase() {
      @Override
      public void advance(long more) {
        steps.addAndGet(more);
      }

      @Override
      public void expect(long total) {}

      @Override
      public <T> T part(long worth, Function<? super Progress.Phase, ? extends T> work) {
        T result = work.apply(Progress.Silent.INSTANCE);
        advance(worth);
        return result;
      }
    };
  }

  // --- made data

  /** Cells of several species, in three clusters each. */
  private static final class Cells {
    final int[] starts;
    final int[] speciesOf;
    final int[] clusterOf;

    Cells(int... sizes) {
      starts = new int[sizes.length + 1];
      for (int s = 0; s < sizes.length; s++) {
        starts[s + 1] = starts[s] + sizes[s];
      }
      speciesOf =
          IntStream.range(0, sizes.length)
              .flatMap(s -> IntStream.generate(() -> s).limit(sizes[s]))
              .toArray();
      clusterOf = IntStream.range(0, speciesOf.length).map(c -> c * 7 % 3).toArray();
      // Clusters of a species are numbered from 0 even if it has a single cell.
      for (int s = 0; s < sizes.length; s++) {
        if (sizes[s] == 1) {
          clusterOf[starts[s]] = 0;
        }
      }
    }

    List<SpeciesCells> species(Neighborhood neighborhood) {
      List<SpeciesCells> out = new ArrayList<>();
      for (int s = 0; s + 1 < starts.length; s++) {
        int size = starts[s + 1] - starts[s];
        out.add(
            new SpeciesCells(
                ones(randomGraph(RandomStream.of(s, "test", 3), size, 3)),
                Arrays.copyOfRange(clusterOf, starts[s], starts[s + 1]),
                neighborhood));
      }
      return out;
    }

    /** Some edges of each cell to the like cluster of other species, 1 in all to each species. */
    SparseMatrix towardsOthers(int most) {
      RandomStream random = RandomStream.of(11, "test", most);
      SparseMatrix.Builder q = SparseMatrix.builder(speciesOf.length, speciesOf.length);
      for (int i = 0; i < speciesOf.length; i++) {
        for (int s = 0; s + 1 < starts.length; s++) {
          int cell = i;
          int[] like =
              IntStream.range(starts[s], starts[s + 1])
                  .filter(j -> speciesOf[cell] != speciesOf[j])
                  .filter(j -> clusterOf[cell] == clusterOf[j] || random.nextInt(9) == 0)
                  .filter(j -> random.nextInt(3) == 0)
                  .limit(most)
                  .toArray();
          for (int j : like) {
            q.add(j, 1f / like.length);
          }
        }
        q.endRow();
      }
      return q.build();
    }

    List<CellMatrix> rows(int columns) {
      List<CellMatrix> out = new ArrayList<>();
      for (int s = 0; s + 1 < starts.length; s++) {
        out.add(CellMatrix.of(gaussian(starts[s + 1] - starts[s], columns, 40 + s)));
      }
      return out;
    }

    double correlation(List<CellMatrix> rows, int i, int j) {
      return pearson(row(rows, i), row(rows, j));
    }

    private double[] row(List<CellMatrix> rows, int cell) {
      CellMatrix m = rows.get(speciesOf[cell]);
      double[] out = new double[m.columns()];
      Arrays.setAll(out, c -> m.get(cell - starts[speciesOf[cell]], c));
      return out;
    }
  }

  private static SparseMatrix ones(SparseMatrix m) {
    float[] ones = new float[m.entries()];
    Arrays.fill(ones, 1);
    return m.withValues(ones);
  }

  /** Positive weights, with the diagonal. */
  private static SparseMatrix randomGraph(RandomStream random, int n, int most) {
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      int row = i;
      IntStream.concat(IntStream.of(row), random.ints(most, 0, n))
          .distinct()
          .sorted()
          .forEach(j -> b.add(j, 0.1f + random.nextInt(8) / 8f));
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix randomRectangle(RandomStream random, int rows, int columns) {
    SparseMatrix.Builder b = SparseMatrix.builder(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (random.nextInt(3) == 0) {
          b.add(j, random.nextFloat());
        }
      }
      b.endRow();
    }
    return b.build();
  }

  /** About half of the pairs of genes of different species, both ways. */
  private static SparseMatrix linksBetween(int[] genes) {
    int n = Arrays.stream(genes).sum();
    int[] speciesOf =
        IntStream.range(0, genes.length)
            .flatMap(s -> IntStream.generate(() -> s).limit(genes[s]))
            .toArray();
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int g = 0; g < n; g++) {
      for (int h = 0; h < n; h++) {
        if (speciesOf[g] != speciesOf[h] && g * h % 4 < 2) {
          b.add(h, 1);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private static double[][] counts(int cells, int genes, long seed) {
    RandomStream random = RandomStream.of(seed, "test counts", 0);
    double[][] x = new double[cells][genes];
    for (double[] row : x) {
      Arrays.setAll(row, g -> g == 2 ? 0 : Math.max(0, random.nextInt(9) - 4));
    }
    return x;
  }

  private static Expression sparse(double[][] x, int genes) {
    HeapExpression.Builder b = HeapExpression.builder(genes);
    for (double[] row : x) {
      for (int g = 0; g < genes; g++) {
        if (row[g] != 0) {
          b.add(g, (float) row[g]);
        }
      }
      b.endCell();
    }
    return b.build();
  }

  private static double[][] dense(Expression x) {
    double[][] out = new double[x.cells()][x.genes()];
    RowCursor row = x.cursor();
    for (int c = 0; c < x.cells(); c++) {
      row.read(c);
      for (int p = row.from(); p < row.to(); p++) {
        out[c][row.genes()[p]] = row.values()[p];
      }
    }
    return out;
  }

  private static FloatMatrix gaussian(int rows, int columns, long seed) {
    RandomStream random = RandomStream.of(seed, "test rows", 0);
    FloatMatrix m = FloatMatrix.zeros(rows, columns);
    for (int i = 0; i < m.values().length; i++) {
      m.values()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  private void assertMoments(GeneMoments found, double[][] x) {
    int columns = found.means().length;
    for (int g = 0; g < columns; g++) {
      double mean = 0;
      double square = 0;
      for (double[] row : x) {
        mean += row[g] / x.length;
        square += row[g] * row[g] / x.length;
      }
      double variance = Math.max(0, square - mean * mean);
      assertThat(found.means()[g]).isCloseTo(mean, within(tolerance() * (1 + mean)));
      assertThat(found.variances()[g]).isCloseTo(variance, within(tolerance() * (1 + square)));
    }
  }

  private static double cosine(CellMatrix a, int i, CellMatrix b, int j) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int c = 0; c < a.columns(); c++) {
      ab += (double) a.get(i, c) * b.get(j, c);
      aa += (double) a.get(i, c) * a.get(i, c);
      bb += (double) b.get(j, c) * b.get(j, c);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] pick(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(p -> values[p]).toArray();
  }

  private static double pearson(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElse(0);
    double my = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xx < 1e-12 || yy < 1e-12 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
