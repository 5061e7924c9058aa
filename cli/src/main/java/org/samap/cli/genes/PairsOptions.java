package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap pairs} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species; the others keep the run's labels
 * @param nodes the one pair of cell types that is wanted; all mapped ones if there is none
 * @param params which genes count
 * @param out the file of the table
 */
record PairsOptions(
    Path run,
    Map<String, LabelSource> labels,
    Optional<NodeNames> nodes,
    GenePairs.Params params,
    Path out)
    implements JobOptions {

  PairsOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Two cell types, with their species: {@code hs_B} and {@code mm_B cell}. */
  record NodeNames(String a, String b) {}

  @Override
  public void run(JobContext context) {
    GeneJobs.pairs(this, context);
  }
}
