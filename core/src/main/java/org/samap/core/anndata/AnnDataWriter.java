package org.samap.core.anndata;

import java.io.IOException;
import java.nio.file.Path;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Writes {@code .h5ad} files in the encoding of AnnData 0.8 and later, compressed with gzip. Large
 * parts stream: a {@link BlockMatrix}, or an element of another open file, is never whole in
 * memory. The bytes depend on the data alone.
 */
public final class AnnDataWriter {
  private AnnDataWriter() {}

  /** Writes a file without reporting progress. */
  public static void write(AnnData data, Path path, Workers workers) {
    write(data, path, workers, Progress.Silent.INSTANCE);
  }

  /**
   * Writes a file; if that fails, an older file stays. Must not be called from a task of the
   * workers.
   *
   * @param phase counts the values
   * @throws InputException if the file cannot be written, or an element is {@link Unreadable}
   */
  public static void write(AnnData data, Path path, Workers workers, Progress.Phase phase) {
    phase.expect(WrittenValues.of(data));
    OutputFile.write(
        path,
        channel -> {
          Hdf5Writer writer = Hdf5Writer.to(channel, workers);
          try {
            writeAll(data, writer.root(), phase);
          } catch (IllegalArgumentException e) {
            throw new InputException(path + ": cannot be written: " + e.getMessage(), e);
          }
          writer.finish();
        });
  }

  private static void writeAll(AnnData data, Hdf5Group root, Progress.Phase phase)
      throws IOException {
    ElementWriter.encoding(root, "anndata", "0.1.0");
    ElementWriter writer = new ElementWriter(phase);
    if (data.x().isPresent()) {
      writer.write(root, "X", data.x().get());
    }
    writer.write(root, "obs", data.obs());
    writer.write(root, "var", data.var());
    for (Section s : Section.values()) {
      writer.write(root, s.key(), data.section(s));
    }
    if (data.raw().isPresent()) {
      Raw raw = data.raw().get();
      root.group(
          "raw",
          g -> {
            ElementWriter.encoding(g, "raw", "0.1.0");
            writer.write(g, "X", raw.x());
            writer.write(g, "var", raw.var());
            writer.write(g, "varm", raw.varm());
          });
    }
  }
}
