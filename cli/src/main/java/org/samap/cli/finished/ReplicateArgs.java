package org.samap.cli.finished;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Check;
import org.samap.cli.options.LabelArgs;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.ScoreReplicates;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.Progress;
import picocli.CommandLine.Option;

/** The donors of the cells of finished runs. */
public final class ReplicateArgs {
  @Option(
      names = "--replicates",
      paramLabel = LabelArgs.VALUE,
      description =
          "Donors (animals, not batches of one animal) of a species: "
              + LabelArgs.MEANING
              + ". Adds tests with the donor as the unit (default: none).")
  private List<Assignment> replicates = new ArrayList<>();

  @Option(
      names = "--replicate-cells",
      paramLabel = "N",
      description =
          "A donor counts for a cell type if it has at least N cells of it (default:"
              + " ${DEFAULT-VALUE}).")
  private int cells = ScoreReplicates.Params.defaults().leastCells();

  /** Whether any species has donors. */
  public boolean given() {
    return !replicates.isEmpty();
  }

  /** The least number of cells of a donor's type. */
  public int cells() {
    return Check.atLeast("--replicate-cells", cells, 1);
  }

  /**
   * Checks the options.
   *
   * @throws org.samap.core.run.InputException if donors are for none of these species
   */
  public void check(Set<String> species) {
    sources(species);
    cells();
  }

  private Map<String, LabelSource> sources(Set<String> species) {
    return LabelArgs.sources("--replicates", replicates, species);
  }

  /**
   * Reads the donors, and warns of species that have too few.
   *
   * @param enough the number of donors that a test needs
   * @param without what fewer donors mean, a sentence; gets their number
   */
  public CellLabels read(
      FinishedRun run, int enough, IntFunction<String> without, Progress progress) {
    Map<String, LabelSource> sources = sources(new LinkedHashSet<>(run.ids()));
    CellLabels donors = run.donors(sources, progress);
    for (String id : sources.keySet()) {
      int s = run.ids().indexOf(id);
      int count = (int) IntStream.of(donors.speciesOf()).filter(of -> of == s).count();
      if (count < enough) {
        progress
            .within(id)
            .warn(
                "there %s: %s"
                    .formatted(
                        count == 1 ? "is only one donor" : "are only " + count + " donors",
                        without.apply(count)));
      }
    }
    return donors;
  }
}
