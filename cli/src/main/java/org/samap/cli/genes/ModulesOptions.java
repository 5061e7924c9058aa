package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.genes.GeneModules;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.ModuleShares;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap modules} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's labels
 * @param modules how they are found
 * @param pairs which gene pairs support a mapping
 * @param shares how they are shared out
 * @param out the folder of the tables
 */
record ModulesOptions(
    Path run,
    Map<String, LabelSource> labels,
    GeneModules.Params modules,
    GenePairs.Params pairs,
    ModuleShares.Params shares,
    Path out)
    implements JobOptions {

  ModulesOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    GeneJobs.modules(this, context);
  }
}
