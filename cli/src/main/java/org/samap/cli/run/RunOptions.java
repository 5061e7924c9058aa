package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.mapping.MappingParams;
import org.samap.core.pipeline.SpeciesInput;

/**
 * What {@code samap run} was asked to do.
 *
 * @param species at least two, in the order given
 * @param homology the gene tables
 * @param sam the analysis of each species
 * @param mapping the mapping, with its seed
 * @param umap whether to lay the cells out
 * @param expression whether the combined file holds the expression
 * @param seed of everything random
 * @param out the folder of the results, which may not exist yet
 */
public record RunOptions(
    List<SpeciesInput> species,
    HomologySettings homology,
    SamSettings sam,
    MappingParams mapping,
    boolean umap,
    boolean expression,
    long seed,
    Path out)
    implements JobOptions {

  public RunOptions {
    species = List.copyOf(species);
  }

  @Override
  public void run(JobContext context) {
    RunJob.run(this, context);
  }
}
