package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.JobContext;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.simulate.SimulationParams;

/** The work behind {@code samap demo}. */
final class DemoJob {
  private static final List<String> SPECIES = List.of("aa", "bb", "cc");

  private DemoJob() {}

  static void run(DemoOptions options, JobContext context) {
    Path data = options.out().resolve("data");
    Path results = options.out().resolve("results");
    SimulateJob.simulate(
        SimulationParams.of(SPECIES, options.cells(), options.seed()), data, context);
    List<SpeciesInput> species =
        SPECIES.stream()
            .map(
                id ->
                    SpeciesInput.of(id, data.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    RunOptions run =
        new RunOptions(
            species,
            data.resolve("maps"),
            RunParams.defaults().withSeed(options.seed()),
            results,
            true);
    RunJob.run(run, context);
    context.out().printf("The simulated species:                  %s%n", data);
  }
}
