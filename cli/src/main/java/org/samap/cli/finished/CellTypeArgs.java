package org.samap.cli.finished;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.LabelArgs;
import org.samap.core.pipeline.LabelSource;
import picocli.CommandLine.Option;

/** The cell types of the species of finished runs. */
public final class CellTypeArgs {
  @Option(
      names = "--labels",
      paramLabel = LabelArgs.VALUE,
      description =
          "Cell types of a species: " + LabelArgs.MEANING + " (default: the labels of the run).")
  private List<Assignment> labels = new ArrayList<>();

  /**
   * The given labels, by species.
   *
   * @throws org.samap.core.run.InputException if a label is for none of these species
   */
  public Map<String, LabelSource> sources(Set<String> species) {
    return LabelArgs.sources("--labels", labels, species);
  }
}
