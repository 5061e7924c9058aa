package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap transfer} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's labels
 * @param params which labels are given
 * @param tables the folder of the tables
 * @param annData the AnnData file that gets the labels, if one is wanted
 */
public record TransferOptions(
    Path run,
    Map<String, LabelSource> labels,
    LabelTransfer.Params params,
    Path tables,
    Optional<Path> annData)
    implements JobOptions {

  public TransferOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    TransferJob.run(this, context);
  }
}
