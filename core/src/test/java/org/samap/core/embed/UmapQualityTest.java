package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Moving points in turns gives layouts as good as taking one edge after the other. */
class UmapQualityTest {

  @Test
  void aSmallStitchedGraphIsLaidOutAsWellAsByOneEdgeAfterTheOther() {
    try (Golden golden = Golden.mini()) {
      assertAsGoodAsSequential(golden.sparse("iter2/stitched"), cellTypes(golden), 3);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("org.samap.core.golden.Golden#cases")
  void everyStitchedGraphIsLaidOutAsWellAsByOneEdgeAfterTheOther(Golden golden) {
    try (golden) {
      assertAsGoodAsSequential(golden.sparse("iter2/stitched"), cellTypes(golden), 3);
    }
  }

  /** Where points moved all at once would swap sides for ever. */
  @Test
  void twoSidesWithEdgesOnlyBetweenThemAreLaidOutAsWell() {
    int side = 120;
    SparseMatrix.Builder b = SparseMatrix.builder(2 * side, 2 * side);
    for (int i = 0; i < 2 * side; i++) {
      for (int step = -6; step <= 6; step++) {
        b.add((i < side ? side : 0) + Math.floorMod(i % side + step, side), 1);
      }
      b.endRow();
    }
    assertAsGoodAsSequential(b.build(), Collections.nCopies(2 * side, "point"), 3);
  }

  /** Groups of 100 points in tens: all of a group are joined, those of ten most strongly. */
  @Tag("slow")
  @Test
  void theStrongestEdgesOfManyAreLaidOutAsWellAsAll() {
    int n = 500;
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    RandomStream random = RandomStream.of(5, "test", 0);
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      groups.add("group " + i / 100);
      for (int j = i / 100 * 100; j < i / 100 * 100 + 100; j++) {
        float near = j / 10 == i / 10 ? 0.8f : 0.4f;
        if (j != i) {
          b.add(j, near * random.nextFloat(0.5f, 1));
        }
      }
      b.endRow();
    }
    SparseMatrix graph = b.build();
    try (Workers workers = Workers.of(2)) {
      LayoutQuality strongest =
          mean(graph, groups, 3, params -> Umap.layout(graph, params, workers));
      LayoutQuality all =
          mean(
              graph,
              groups,
              3,
              params -> Umap.layout(graph, n, params, workers, Progress.Silent.INSTANCE));
      assertThat(strongest.neighbors()).isGreaterThan(0.97 * all.neighbors());
      assertThat(strongest.sameType()).isGreaterThan(0.97 * all.sameType());
      assertThat(strongest.crossEntropy()).isLessThan(1.04 * all.crossEntropy());
    }
  }

  private static void assertAsGoodAsSequential(SparseMatrix graph, List<String> types, int seeds) {
    try (Workers workers = Workers.of(2)) {
      LayoutQuality turns =
          mean(graph, types, seeds, params -> Umap.layout(graph, params, workers));
      LayoutQuality sequential =
          mean(graph, types, seeds, params -> SequentialUmap.layout(graph, params));
      assertThat(turns.neighbors()).isGreaterThan(0.97 * sequential.neighbors());
      assertThat(turns.sameType()).isGreaterThan(0.97 * sequential.sameType());
      assertThat(turns.crossEntropy()).isLessThan(1.04 * sequential.crossEntropy());
    }
  }

  private static LayoutQuality mean(
      SparseMatrix graph, List<String> types, int seeds, Function<UmapParams, FloatMatrix> layout) {
    return LayoutQuality.mean(
        IntStream.range(0, seeds)
            .mapToObj(seed -> layout.apply(UmapParams.defaults().withSeed(seed)))
            .map(positions -> LayoutQuality.of(graph, positions, types))
            .toList());
  }

  private static List<String> cellTypes(Golden golden) {
    List<String> types = new ArrayList<>();
    for (String id : golden.species()) {
      try (HdfFile file = new HdfFile(golden.folder().resolve(id + ".h5ad"))) {
        String[] names = (String[]) file.getDatasetByPath("obs/cell_type/categories").getData();
        for (byte code : (byte[]) file.getDatasetByPath("obs/cell_type/codes").getData()) {
          types.add(names[code]);
        }
      }
    }
    return types;
  }
}
