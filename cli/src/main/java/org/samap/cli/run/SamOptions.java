package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap sam} was asked to do.
 *
 * @param file the cells
 * @param layer the matrix with the counts; otherwise chosen
 * @param sam the analysis
 * @param resolution of Leiden's clusters, above 0
 * @param umap whether to lay the cells out
 * @param seed of everything random
 * @param out the file of the result
 */
public record SamOptions(
    Path file,
    Optional<String> layer,
    SamSettings sam,
    double resolution,
    boolean umap,
    long seed,
    Path out)
    implements JobOptions {
  @Override
  public void run(JobContext context) {
    SamJob.run(this, context);
  }
}
