package org.samap.cli.finished;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.LabelArgs;
import org.samap.core.pipeline.LabelSource;
import picocli.CommandLine.Option;

/** A finished run and the labels of its cells. */
public final class FinishedRunArgs extends RunDirArgs {
  @Option(
      names = "--labels",
      paramLabel = "ID=COLUMN_OR_TSV",
      description =
          "Cell types of a species: a column of its obs, or a file with two tab-separated"
              + " columns, cell and label (default: the labels of the run).")
  private List<Assignment> labels = new ArrayList<>();

  /**
   * The labels that were given, by species.
   *
   * @throws org.samap.core.run.InputException if one is for none of the run's species
   */
  public Map<String, LabelSource> labels(String command) {
    return LabelArgs.sources("--labels", labels, species(command));
  }
}
