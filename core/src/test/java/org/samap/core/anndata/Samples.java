package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Small data sets of the tests. */
final class Samples {
  private Samples() {}

  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  static AnnData named(int cells, int genes) {
    return AnnData.of(DataFrame.of(names("c", cells)), DataFrame.of(names("g", genes)));
  }

  /** A dense matrix of the given numbers, row by row. */
  static DenseArray dense(int genes, float... values) {
    return DenseArray.of(Values.of(values), values.length / genes, genes);
  }

  static Path write(AnnData data, Path path) {
    try (Workers workers = Workers.of(2)) {
      AnnDataWriter.write(data, path, workers);
    }
    return path;
  }

  /** Every row of a matrix, with its zeros. */
  static List<List<Float>> rows(Expression x) {
    List<List<Float>> rows = new ArrayList<>();
    RowCursor cursor = x.cursor();
    for (int cell = 0; cell < x.cells(); cell++) {
      cursor.read(cell);
      Float[] row = new Float[x.genes()];
      Arrays.fill(row, 0f);
      for (int p = cursor.from(); p < cursor.to(); p++) {
        row[cursor.genes()[p]] = cursor.values()[p];
      }
      rows.add(List.of(row));
    }
    return rows;
  }

  /** Data in memory that seem to be a file. */
  record Held(Path path, AnnData data) implements DataFile {
    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Remembers what a job said. */
  static final class Said implements Progress {
    final List<String> infos = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    @Override
    public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
      return work.apply(Silent.INSTANCE);
    }

    @Override
    public void info(String message) {
      infos.add(message);
    }

    @Override
    public void warn(String message) {
      warnings.add(message);
    }
  }
}
