package org.samap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A finished run and the labels of its cells. */
final class FinishedRunArgs {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder that 'samap run' wrote.")
  Optional<Path> run = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "ID=COLUMN_OR_TSV",
      description =
          "Cell types of a species: a column of its obs, or a file with two tab-separated"
              + " columns, cell and label (default: the labels of the run).")
  List<Assignment> labels = new ArrayList<>();

  /**
   * The folder.
   *
   * @throws InputException if none is given, or it holds no finished run
   */
  Path folder(String command) {
    Path folder = Check.folder(command, Check.present(command, "DIR, the folder of a run", run));
    if (!Files.isRegularFile(folder.resolve(RunFolder.COMBINED))) {
      throw new InputException(
          "%s: %s has no %s, so it is no finished run; run 'samap run' first"
              .formatted(command, folder, RunFolder.COMBINED));
    }
    return folder;
  }

  /** The species of the run: it has a file for each beside the combined one. */
  Set<String> species(String command) {
    Path folder = folder(command);
    Set<String> ids = filesOfSpecies(folder);
    if (ids.isEmpty()) {
      throw new InputException(
          "%s: %s has no file of a species beside %s; repeat 'samap run'"
              .formatted(command, folder, RunFolder.COMBINED));
    }
    return ids;
  }

  /**
   * The labels that were given, by species.
   *
   * @throws InputException if one is for none of the species
   */
  Map<String, LabelSource> labels(Set<String> species) {
    return SpeciesArgs.sources("--labels", labels, species);
  }

  private static Set<String> filesOfSpecies(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".h5ad") && !name.equals(RunFolder.COMBINED))
          .map(name -> name.substring(0, name.length() - ".h5ad".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
