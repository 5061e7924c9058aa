package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.Objects;
import java.util.SequencedMap;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Element;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.Workers;

/**
 * Gives the cells of an AnnData file more columns in {@code obs}; all else stays as it is. Columns
 * of the same names are replaced. Matrices pass from file to file and are never whole in memory.
 */
public final class ObsColumns {
  private ObsColumns() {}

  /**
   * Writes a new file, which takes the place of {@code target} when it is complete.
   *
   * @param file what is read
   * @param target what is written; may be {@code file} itself
   * @param columns by name, one value for every cell
   * @throws org.samap.core.run.InputException if a file cannot be read or written, or holds
   *     something that cannot be kept
   */
  public static void write(
      Path file, Path target, SequencedMap<String, ? extends Element> columns, Workers workers) {
    Path absolute = target.toAbsolutePath();
    Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
    String name = Objects.requireNonNull(absolute.getFileName(), "a file has a name").toString();
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      // The file is closed before another takes its place, as some systems demand.
      try (AnnDataFile open = AnnDataFile.open(file)) {
        AnnData data = open.data();
        DataFrame obs = data.obs();
        for (var column : columns.entrySet()) {
          obs = obs.with(column.getKey(), column.getValue());
        }
        AnnDataWriter.write(data.withObs(obs), output.file(name), workers);
      }
      output.commit();
    }
  }
}
