package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap scores} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's labels
 * @param only the species that count; empty for all
 * @param iteration whose graph is scored, from 1 on; the last if none is named
 * @param statistics the shuffled labels, and how many cells make up a score
 * @param out the folder of the tables, or a {@code .tsv} file for the square table alone
 */
public record ScoresOptions(
    Path run,
    Map<String, LabelSource> labels,
    Set<String> only,
    OptionalInt iteration,
    ScoreStatistics.Params statistics,
    Path out)
    implements JobOptions {

  public ScoresOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    only = Set.copyOf(only);
  }

  /** Whether only the square table is wanted. */
  public boolean squareTableAlone() {
    return out.toString().endsWith(".tsv");
  }

  @Override
  public void run(JobContext context) {
    ScoresJob.run(this, context);
  }
}
