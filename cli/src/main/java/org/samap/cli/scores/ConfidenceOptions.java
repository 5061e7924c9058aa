package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap confidence} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's
 * @param pairs which cell types are a match, and which genes support it
 * @param params how matches are judged
 * @param out the file of the table
 */
record ConfidenceOptions(
    Path run,
    Map<String, LabelSource> labels,
    GenePairs.Params pairs,
    MatchConfidence.Params params,
    Path out)
    implements JobOptions {

  ConfidenceOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    ConfidenceJob.run(this, context);
  }
}
