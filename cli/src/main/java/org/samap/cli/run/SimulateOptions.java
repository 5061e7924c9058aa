package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.simulate.SimulationParams;

/**
 * What {@code samap simulate} was asked to do.
 *
 * @param species ids, at least two
 * @param cells of each species
 * @param genes of each species, about
 * @param types that all species share
 * @param depth median count of a cell
 * @param seed of everything random
 * @param out the folder of the files, which may not exist yet
 */
public record SimulateOptions(
    List<String> species, int cells, int genes, int types, double depth, long seed, Path out)
    implements JobOptions {
  static final int GENES = 3158;
  static final int TYPES = 8;
  static final int DEPTH = 4000;

  public SimulateOptions {
    species = List.copyOf(species);
  }

  public SimulationParams params() {
    SimulationParams p = SimulationParams.of(species, cells, seed).withGenes(genes);
    return p.withTypes(p.types().withShared(types)).withSampling(p.sampling().withDepth(depth));
  }

  @Override
  public void run(JobContext context) {
    SimulateJob.run(this, context);
  }
}
