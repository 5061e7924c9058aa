package org.samap.cli.options;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** Where to write an AnnData file with new columns. The original changes only if asked by name. */
public final class ChangedFile {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write a copy of the file to this .h5ad file, with the new columns of obs.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--in-place",
      description = "Add the new columns to the file itself; nothing else in it changes.")
  private boolean inPlace;

  /**
   * The file to write, if there is one.
   *
   * @param original the file that gets the columns
   * @param inputs other files that are read, which must not be replaced
   */
  public Optional<Path> of(Path original, Collection<Path> inputs) {
    if (inPlace && out.isPresent()) {
      throw new InputException("--out and --in-place exclude each other; give only one of them");
    }
    if (inPlace) {
      return Optional.of(Outputs.file("--in-place", original, List.of()));
    }
    if (out.isPresent() && Outputs.isSame("--out", out.get(), original)) {
      throw new InputException(
          "--out is %s, the file that is read; give --in-place to change it, or another name"
              .formatted(out.get()));
    }
    return out.map(file -> Outputs.file("--out", file, inputs));
  }
}
