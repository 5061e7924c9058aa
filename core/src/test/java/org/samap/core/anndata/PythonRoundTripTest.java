package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.run.Workers;

/** Corners of the format, between here and Python's anndata. */
class PythonRoundTripTest {
  @TempDir Path folder;

  @Test
  void keepsRareEncodings() {
    Path original = folder.resolve("original.h5ad");
    Path copy = folder.resolve("copy.h5ad");
    Python.check("exotic.py", original);
    try (AnnDataFile file = AnnDataFile.open(original);
        Workers workers = Workers.of(2)) {
      AnnData data = file.data();
      assertThat(data.obs().labels("numbers")).startsWith("10", "2", "10");
      assertThat(data.obs().labels("flags")).startsWith("True", "False");
      assertThat(data.obs().labels("ordered")).startsWith("b", "a", "nan");
      assertThat(data.obs().labels("ints")).startsWith("1", "nan", "3");
      assertThat(data.obs().labels("bools")).startsWith("True", "nan", "False");
      assertThat(data.obs().labels("text")).startsWith("\u00e4 0");
      assertThat(data.obs().numbers("ints")).startsWith(1, Double.NaN, 3);
      assertThat(
              ExpressionReader.read(data.get(Section.LAYERS, "csc").orElseThrow(), workers)
                  .entries())
          .isEqualTo(ExpressionReader.read(data.x().orElseThrow(), workers).entries());
      assertThat(
              ExpressionReader.read(data.get(Section.LAYERS, "bool").orElseThrow(), workers)
                  .entries())
          .isPositive();
      AnnDataWriter.write(data, copy, workers);
    }
    Python.check("compare.py", original, copy);
  }

  @Test
  void writesTablesAndMappingsWithThousandsOfNames() {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    for (int i = 0; i < 5000; i++) {
      columns.put("column " + i, DenseArray.vector(Values.of(i, i + 1, i + 2)));
    }
    SequencedMap<String, Element> entries = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) {
      entries.put("entry " + i, DenseArray.scalar((long) i));
    }
    AnnData names = Samples.named(3, 1);
    DataFrame obs = new DataFrame("_index", names.obs().index(), columns);
    AnnData data =
        new AnnData(
            obs,
            names.var(),
            Optional.of(Samples.dense(1, 1, 2, 3)),
            Optional.empty(),
            Map.of(Section.UNS, new ElementMap(entries)));
    Path path = Samples.write(data, folder.resolve("wide.h5ad"));
    Python.check("wide.py", path);
    try (AnnDataFile file = AnnDataFile.open(path)) {
      assertThat(file.data().obs().columns()).hasSize(5000);
      assertThat(file.data().obs().labels("column 4999")).containsExactly("4999", "5000", "5001");
    }
  }
}
