package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap orthogroups} was asked to do.
 *
 * @param run the folder of a finished run
 * @param eggnog the annotation file by species, in the order given
 * @param names the file of names by species
 * @param taxon whose groups
 * @param out the file of the table
 */
record OrthogroupsOptions(
    Path run, Map<String, Path> eggnog, Map<String, Path> names, String taxon, Path out)
    implements JobOptions {

  OrthogroupsOptions {
    eggnog = Collections.unmodifiableMap(new LinkedHashMap<>(eggnog));
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }

  @Override
  public void run(JobContext context) {
    EvolutionJobs.orthogroups(this, context);
  }
}
