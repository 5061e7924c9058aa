package org.samap.cli.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Setting;
import org.samap.core.anndata.counts.CellFilter;
import picocli.CommandLine.Option;

/** Which cells of each species are used. */
final class CellArgs {
  @Option(
      names = "--min-counts",
      paramLabel = "[ID=]N",
      description =
          "Leave out cells with fewer counts (default: only cells without any are left out).")
  private List<Assignment> minCounts = new ArrayList<>();

  @Option(
      names = "--min-genes",
      paramLabel = "[ID=]N",
      description = "Leave out cells with counts of fewer genes (default: 0).")
  private List<Assignment> minGenes = new ArrayList<>();

  @Option(
      names = "--subsample",
      paramLabel = "[ID=]N",
      description =
          "Use at most N cells of each label, drawn by --seed; without --labels at most N cells of"
              + " the species (default: all).")
  private List<Assignment> subsample = new ArrayList<>();

  Setting<CellFilter> toFilters(Collection<String> ids) {
    Setting<Integer> countsOf =
        new Assignments("--min-counts", minCounts).setting(0, ids, n -> number("--min-counts", n));
    Setting<Integer> genesOf =
        new Assignments("--min-genes", minGenes).setting(0, ids, n -> number("--min-genes", n));
    Setting<OptionalInt> mostOf =
        new Assignments("--subsample", subsample)
            .setting(OptionalInt.empty(), ids, n -> OptionalInt.of(number("--subsample", n)));
    Map<String, CellFilter> of = new LinkedHashMap<>();
    for (String id : ids) {
      of.put(id, new CellFilter(countsOf.of(id), genesOf.of(id), mostOf.of(id)));
    }
    return new Setting<>(CellFilter.none(), of);
  }

  private static int number(String option, String text) {
    return Check.wholeNumber(option, text);
  }
}
