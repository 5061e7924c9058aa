package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.pipeline.SpeciesParams;

/**
 * What {@code samap sam} was asked to do.
 *
 * @param file the cells
 * @param layer the matrix with the counts; otherwise chosen
 * @param params the analysis, with its seed
 * @param resolution of Leiden's clusters, above 0
 * @param umap whether to lay the cells out
 * @param out the file of the result
 */
public record SamOptions(
    Path file,
    Optional<String> layer,
    SpeciesParams params,
    double resolution,
    boolean umap,
    Path out)
    implements JobOptions {
  @Override
  public void run(JobContext context) {
    SamJob.run(this, context);
  }
}
