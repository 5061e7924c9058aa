package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Every stage of the mapping gives the stored values on the stored inputs of the stage. */
class MappingGoldenTest {
  private static final MappingParams WALK =
      MappingParams.defaults()
          .withNeighborhood(NeighborhoodParams.defaults().withExpansion(Expansion.WALK));

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void translatesGenes(Golden golden) {
    try (golden) {
      GoldenCase c = GoldenCase.of(golden);
      for (int t = 0; t < 3; t++) {
        SparseMatrix links =
            t == 0 ? c.links().weights() : golden.sparse("iter" + (t - 1) + "/refined");
        SparseMatrix active = Translation.activePairs(links, c.weights());
        Golden.assertClose(active, golden.sparse("iter" + t + "/gene_pairs"), 1e-6);
        Golden.assertClose(
            Translation.shares(golden.sparse("iter" + t + "/gene_pairs")),
            golden.sparse("iter" + t + "/translation"),
            1e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void projectsCells(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      Projection projection =
          new Projection(c.species(), c.links(), CpuEngine.on(workers), Progress.Silent.INSTANCE);
      for (int t = 0; t < 3; t++) {
        SparseMatrix shares = golden.sparse("iter" + t + "/translation");
        List<CellMatrix> rows =
            projection.rows(
                Translation.pairwise(shares, c.links().axis()), Progress.Silent.INSTANCE);
        List<CellMatrix> expected = c.projected(t);
        for (int s = 0; s < rows.size(); s++) {
          Golden.assertClose(rows.get(s).values(0), expected.get(s).values(0), 1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsCrossSpeciesNeighbors(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      Projection projection =
          new Projection(c.species(), c.links(), CpuEngine.on(workers), Progress.Silent.INSTANCE);
      for (int t = 0; t < 3; t++) {
        SparseMatrix q =
            CrossNeighbors.find(
                    c.projected(t),
                    projection.components(),
                    WALK,
                    CpuEngine.on(workers),
                    Progress.Silent.INSTANCE)
                .graph();
        Golden.assertClose(q, golden.sparse("iter" + t + "/knn"), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stitchesOneGraph(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      JoinedCells cells = CpuEngine.on(workers).join(c.speciesCells(WALK), 0.1);
      for (int t = 0; t < 3; t++) {
        SparseMatrix edges = c.topK(t);
        SparseMatrix graph = cells.stitch(edges, Stitching.shares(edges, WALK.mostEdges(3)));
        Golden.assertClose(graph, golden.sparse("iter" + t + "/stitched"), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void measuresAlignment(Golden golden) {
    try (golden) {
      GoldenCase c = GoldenCase.of(golden);
      FloatMatrix stored = golden.matrix("final/alignment");
      double[][] alignment = Stitching.alignment(c.cells(), golden.sparse("iter2/stitched"), 20);
      int[] order = {2, 0, 1}; // the table has fi, hu, mo
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          if (a != b) {
            assertThat(alignment[order[a]][order[b]]).isCloseTo(stored.get(a, b), within(1e-5));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refinesGeneLinks(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      for (int t = 0; t < 2; t++) {
        Golden.assertClose(
            refined(c, AgreementParams.defaults(), "iter" + t + "/stitched", workers),
            golden.sparse("iter" + t + "/refined"),
            1e-4);
      }
      String last = "iter2/stitched";
      Golden.assertClose(
          refined(c, AgreementParams.defaults(), last, workers),
          golden.sparse("refine/pearson"),
          1e-4);
      Golden.assertClose(
          refined(c, new AgreementParams(EdgeMode.PEARSON, 0.3, false), last, workers),
          golden.sparse("refine/pearson_thr0.3"),
          1e-4);
      Golden.assertClose(
          refined(c, new AgreementParams(EdgeMode.PEARSON, 0, true), last, workers),
          golden.sparse("refine/pearson_wscale"),
          1e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refinesGeneLinksByRankDependence(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      SparseMatrix xi =
          refined(c, new AgreementParams(EdgeMode.XI, 0, false), "iter2/stitched", workers);
      SparseMatrix stored = golden.sparse("refine/xi");
      double[] differences = new double[stored.entries()];
      double[] a = new double[stored.entries()];
      double[] b = new double[stored.entries()];
      int n = 0;
      for (int r = 0; r < stored.rows(); r++) {
        for (int p = stored.offset(r); p < stored.offset(r + 1); p++) {
          a[n] = stored.value(p);
          b[n] = xi.get(r, stored.index(p));
          differences[n] = Math.abs(a[n] - b[n++]);
        }
      }
      Arrays.sort(differences);
      // Rounding noise orders tied values in the stored ones, the more so the fewer cells there
      // are.
      boolean large = golden.toString().equals("trio");
      assertThat(pearson(a, b)).isGreaterThan(large ? 0.99 : 0.96);
      assertThat(differences[(int) (0.9 * n)]).isLessThan(large ? 0.03 : 0.09);
      assertThat(differences[n - 1]).isLessThan(0.3);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mapsFromStoredSpecies(Golden golden) {
    try (golden;
        Workers workers = GoldenCase.workers()) {
      GoldenCase c = GoldenCase.of(golden);
      MappingResult result =
          Samap.run(
              c.species(),
              c.links(),
              WALK,
              (t, graph) -> {},
              new Session(CpuEngine.on(workers), Progress.silent()));
      // With 110 cells, ties at the last place of a neighbourhood move many edges.
      double least = golden.toString().equals("trio") ? 0.98 : 0.88;
      assertThat(jaccard(result.graph(), golden.sparse("iter2/stitched"))).isGreaterThan(least);
      assertThat(jaccard(result.refinedLinks(), golden.sparse("iter1/refined")))
          .isGreaterThan(least);
    }
  }

  private static SparseMatrix refined(
      GoldenCase c, AgreementParams params, String graph, Workers workers) {
    JoinedCells cells = CpuEngine.on(workers).join(c.speciesCells(WALK), 0.1);
    return new Refinement(c.species(), cells, c.links(), params)
        .refine(c.golden().sparse(graph), Progress.Silent.INSTANCE);
  }

  private static double jaccard(SparseMatrix a, SparseMatrix b) {
    long both = 0;
    for (int r = 0; r < a.rows(); r++) {
      for (int p = a.offset(r); p < a.offset(r + 1); p++) {
        both += b.position(r, a.index(p)) >= 0 ? 1 : 0;
      }
    }
    return (double) both / (a.entries() + b.entries() - both);
  }

  private static double pearson(double[] a, double[] b) {
    double ma = Arrays.stream(a).average().orElseThrow();
    double mb = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
