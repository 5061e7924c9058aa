package org.samap.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.run.Workers;

/** The least folder that says which species a run mapped: one cell of each, and nothing else. */
public final class TinyRun {
  private TinyRun() {}

  public static void write(Path folder, String... ids) throws IOException {
    Files.createDirectories(folder);
    List<String> names = List.of(ids).stream().map(id -> id + "_cell").toList();
    DataFrame cells = DataFrame.of(names).with("species", Categorical.of(ids));
    AnnData combined = AnnData.of(cells, DataFrame.of(List.of()));
    try (Workers workers = Workers.of(1)) {
      AnnDataWriter.write(combined, folder.resolve("samap.h5ad"), workers);
      for (String id : ids) {
        Files.createFile(folder.resolve(id + ".h5ad"));
      }
    }
  }
}
