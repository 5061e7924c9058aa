package org.samap.core.engine;

import static org.samap.core.engine.MadeData.gaussian;
import static org.samap.core.engine.MadeData.pearson;
import static org.samap.core.engine.MadeData.randomGraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Cells of several species, in three clusters each. */
final class MadeCells {
  final int[] starts;
  final int[] speciesOf;
  final int[] clusterOf;

  MadeCells(int... sizes) {
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

  private static SparseMatrix ones(SparseMatrix m) {
    float[] ones = new float[m.entries()];
    Arrays.fill(ones, 1);
    return m.withValues(ones);
  }
}
