package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap query} was asked to do.
 *
 * @param run the folder of a finished run
 * @param genes their names, with or without the species
 * @param out the file of the table; printed if there is none
 */
public record QueryOptions(Path run, List<String> genes, Optional<Path> out) implements JobOptions {
  public QueryOptions {
    genes = List.copyOf(genes);
  }

  @Override
  public void run(JobContext context) {
    GeneJobs.query(this, context);
  }
}
