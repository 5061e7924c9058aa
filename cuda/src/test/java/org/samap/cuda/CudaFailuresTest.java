package org.samap.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.Engine;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.driver.DriverException;

/**
 * Whatever call of the driver fails, the work ends with the right result or with one error that
 * says so, and nothing is left on the devices.
 */
class CudaFailuresTest {
  private static final int FAILURES = 30;

  /** From one allocation that fails to the next. */
  private static final int ALLOCATIONS = 67;

  /** Invalid value, out of memory, illegal address, launch failed, unknown. */
  private static final int[] CODES = {1, 2, 700, 719, 999};

  @RegisterExtension final StandIn gpu = new StandIn();

  @Test
  void endsInAResultOrInOneErrorWhateverCallFails() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      GoldenCase c = GoldenCase.of(golden);
      List<Object> expected = work(c, workers);
      long calls = gpu.calls();
      assertThat(calls).isGreaterThan(FAILURES);
      RandomStream random = RandomStream.of(1, "failing calls", 0);
      int errors = 0;
      for (int i = 0; i < FAILURES; i++) {
        // A failure in each thirtieth of the work.
        long call = 1 + calls * i / FAILURES + random.nextInt((int) (calls / FAILURES));
        int code = CODES[random.nextInt(CODES.length)];
        String what = "call %d fails with %d".formatted(call, code);
        gpu.reset();
        gpu.set(Setting.DEVICES, 1 + i % 2).failAt(call, code);
        try {
          assertSame(work(c, workers), expected, what);
        } catch (InputException e) {
          assertThat(e.getMessage())
              .as(what)
              .startsWith("the GPU failed: ")
              .contains("(" + code + ")")
              .doesNotContain("\n");
          errors++;
        } catch (DriverException e) {
          // The provider of the engine reports a driver that does not start.
          assertThat(e.getMessage()).as(what).contains("cuInit", "(" + code + ")");
          errors++;
        }
        assertThat(gpu.left()).as(what).isEmpty();
      }
      assertThat(errors).isGreaterThan(FAILURES / 3);
    }
  }

  private static void assertSame(List<Object> found, List<Object> expected, String what) {
    for (int o = 0; o < expected.size(); o++) {
      assertThat(found.get(o).equals(expected.get(o))).as("result %d where %s", o, what).isTrue();
    }
  }

  /** Where a piece of memory is refused, less is tried, unless nothing can be made smaller. */
  @Test
  void endsWellInMostCasesWhereMemoryIsShortForAMoment() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      GoldenCase c = GoldenCase.of(golden);
      List<Object> expected = work(c, workers);
      int results = 0;
      int errors = 0;
      for (int n = 1; n < 100_000; n += ALLOCATIONS) {
        String what = "allocation %d fails".formatted(n);
        gpu.reset();
        gpu.failAt("cuMemAlloc_v2", n, 2);
        try {
          assertSame(work(c, workers), expected, what);
          if (gpu.message().isEmpty()) {
            break; // there are fewer allocations
          }
          results++;
        } catch (InputException e) {
          assertThat(e.getMessage()).as(what).contains("asking for ", " bytes are free");
          errors++;
        }
        assertThat(gpu.left()).as(what).isEmpty();
      }
      assertThat(results).isGreaterThan(3).isGreaterThan(errors);
    }
  }

  /** Every operation once. */
  private List<Object> work(GoldenCase c, Workers workers) {
    List<Object> out = new ArrayList<>();
    try (CudaEngine engine = gpu.engine(workers)) {
      analyse(engine, c, out);
      join(engine, c, out);
    }
    return out;
  }

  private static void analyse(Engine engine, GoldenCase c, List<Object> out) {
    Expression x = c.species().getFirst().expression();
    SparseMatrix graph = c.species().getFirst().connectivities();
    int[] genes = IntStream.range(0, x.genes()).filter(g -> g % 3 == 0).toArray();
    double[] ones = new double[genes.length];
    Arrays.fill(ones, 1);
    ScaledExpression scaled = new ScaledExpression(x, genes, EntryScale.of(ones, new double[0]));
    out.add(list(engine.moments(x).means()));
    out.add(list(engine.averages(graph, 0, x).variances()));
    out.add(engine.components(scaled, 5, 1).scores());
    out.add(engine.loadings(scaled, 5, 1));
    List<CellMatrix> rows = c.projected(0);
    NeighborSearch how = NeighborSearch.defaults();
    out.add(list(engine.nearest(rows.getFirst(), rows.getFirst(), 9, how).indices()));
    out.add(list(engine.nearest(rows.get(0), 5, rows.get(1), 7, how).ofB().indices()));
    out.add(engine.layout(graph, UmapParams.defaults().withEpochs(5), Progress.Silent.INSTANCE));
  }

  private static void join(Engine engine, GoldenCase c, List<Object> out) {
    JoinedCells joined = engine.join(c.speciesCells(MappingParams.defaults()), 0.1);
    SparseMatrix q = c.golden().sparse("iter0/knn");
    SparseMatrix edges = joined.mutualEdges(q, c.projected(0), new EdgeRule(20, true, true));
    out.add(edges);
    float[] own = new float[edges.rows()];
    Arrays.fill(own, 0.5f);
    SparseMatrix stitched = joined.stitch(edges, own);
    out.add(stitched);
    List<GeneView> views = new ArrayList<>();
    int[] sizes = new int[3];
    int first = 0;
    for (int s = 0; s < 3; s++) {
      Expression x = c.species().get(s).expression();
      int from = first;
      sizes[s] = 20;
      views.add(
          new GeneView(
              x, IntStream.range(0, x.genes()).map(g -> g < 20 ? from + g : -1).toArray()));
      first += 20;
    }
    double[] weights = new double[first];
    Arrays.fill(weights, 1);
    GeneEdges links = GeneEdges.of(SpeciesAxis.ofSizes(sizes), links(first), weights);
    for (EdgeMode mode : EdgeMode.values()) {
      out.add(list(joined.agreement(views, links, stitched, mode)));
    }
  }

  /** Each gene with every fifth gene of the others. */
  private static SparseMatrix links(int genes) {
    SparseMatrix.Builder b = SparseMatrix.builder(genes, genes);
    for (int g = 0; g < genes; g++) {
      for (int h = 0; h < genes; h++) {
        if (g / 20 != h / 20 && (g + h) % 5 == 0) {
          b.add(h, 1);
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
