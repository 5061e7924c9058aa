package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap cluster} was asked to do.
 *
 * @param file the cells and their graph
 * @param k the wanted number of clusters
 * @param key the column of the clusters
 * @param seed of everything random
 * @param out the file to write; may be {@code file} itself
 */
public record ClusterOptions(Path file, int k, String key, long seed, Path out)
    implements JobOptions {
  @Override
  public void run(JobContext context) {
    ClusterJob.run(this, context);
  }
}
