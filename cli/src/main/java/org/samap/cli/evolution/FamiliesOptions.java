package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.evolution.CellTypeFamilies;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap families} was asked to do.
 *
 * @param runs the folders of finished runs
 * @param labels by species, in the order given, for every run that has it
 * @param divergence the table of divergence times
 * @param params how families are found and judged
 * @param out the folder of the tables
 */
record FamiliesOptions(
    List<Path> runs,
    Map<String, LabelSource> labels,
    Path divergence,
    CellTypeFamilies.Params params,
    Path out)
    implements JobOptions {

  FamiliesOptions {
    runs = List.copyOf(runs);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    EvolutionJobs.families(this, context);
  }
}
