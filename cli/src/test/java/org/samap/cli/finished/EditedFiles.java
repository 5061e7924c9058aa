package org.samap.cli.finished;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/** Does to AnnData files what users do to them in other programs. */
final class EditedFiles {
  private EditedFiles() {}

  /** Writes an edited copy of a file. */
  static void edit(Path from, Path to, UnaryOperator<AnnData> change) {
    try (Workers workers = Workers.of(1);
        AnnDataFile file = AnnDataFile.open(from)) {
      AnnData data = file.data();
      AnnData loaded = data.sectionsInMemory();
      AnnData whole = data.x().isPresent() ? loaded.withX(data.x().get()) : loaded;
      AnnDataWriter.write(change.apply(whole), to, workers);
    }
  }

  /** The numbers from 0 on, in an order that is far from theirs. */
  static int[] shuffled(int size) {
    return IntStream.range(0, size)
        .boxed()
        .sorted((a, b) -> Integer.compare(Integer.reverse(a), Integer.reverse(b)))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Two of three. */
  static int[] some(int size) {
    return IntStream.range(0, size).filter(i -> i % 3 != 0).toArray();
  }

  static int[] all(int size) {
    return IntStream.range(0, size).toArray();
  }

  /** What {@code adata[cells, genes]} holds of what the commands read. */
  static AnnData select(AnnData data, int[] cells, int[] genes) {
    AnnData picked =
        AnnData.of(rows(data.obs(), cells), rows(data.var(), genes))
            .withX(
                data.x()
                    .map(x -> (Element) SparseArray.of(matrix(x).select(cells, genes)))
                    .orElseGet(
                        () -> SparseArray.of(SparseMatrix.empty(cells.length, genes.length))));
    for (var e : data.section(Section.UNS).entries().entrySet()) {
      picked = picked.with(Section.UNS, e.getKey(), e.getValue());
    }
    for (var e : data.section(Section.OBSP).entries().entrySet()) {
      SparseMatrix m = matrix(e.getValue()).select(cells, cells);
      picked = picked.with(Section.OBSP, e.getKey(), SparseArray.of(m));
    }
    for (var e : data.section(Section.VARP).entries().entrySet()) {
      SparseMatrix m = matrix(e.getValue()).select(genes, genes);
      picked = picked.with(Section.VARP, e.getKey(), SparseArray.of(m));
    }
    for (var e : data.section(Section.OBSM).entries().entrySet()) {
      picked = picked.with(Section.OBSM, e.getKey(), rows(e.getValue(), cells));
    }
    for (var e : data.section(Section.VARM).entries().entrySet()) {
      picked = picked.with(Section.VARM, e.getKey(), rows(e.getValue(), genes));
    }
    return picked;
  }

  private static SparseMatrix matrix(Element e) {
    return ((SparseArray) e).toSparseMatrix();
  }

  private static DataFrame rows(DataFrame table, int[] rows) {
    List<String> names = table.names();
    DataFrame picked = DataFrame.of(IntStream.of(rows).mapToObj(names::get).toList());
    for (var column : table.columns().entrySet()) {
      if (column.getValue() instanceof Categorical) {
        List<String> labels = table.labels(column.getKey());
        picked =
            picked.with(
                column.getKey(),
                Categorical.of(IntStream.of(rows).mapToObj(labels::get).toArray(String[]::new)));
      } else if (column.getValue() instanceof DenseArray a && a.type().isFloating()) {
        double[] numbers = table.numbers(column.getKey());
        picked =
            picked.with(
                column.getKey(),
                Values.of(Arrays.stream(rows).mapToDouble(r -> numbers[r]).toArray()));
      }
    }
    return picked;
  }

  private static DenseArray rows(Element table, int[] rows) {
    FloatMatrix m = ((DenseArray) table).toFloatMatrix();
    FloatMatrix picked = FloatMatrix.zeros(rows.length, m.columns());
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < m.columns(); c++) {
        picked.set(r, c, m.get(rows[r], c));
      }
    }
    return DenseArray.of(picked);
  }
}
