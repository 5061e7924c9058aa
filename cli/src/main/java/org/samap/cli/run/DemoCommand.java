package org.samap.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.homology.HomologySources;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.InputException;
import org.samap.core.simulate.SimulationParams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap demo}: simulates species and maps them. */
@Command(
    name = "demo",
    header = "Simulates three species and maps them; needs no data.",
    description = {
      "Prints the best match of every simulated cell type, and where the files are. Takes less than"
          + " a minute."
    },
    customSynopsis = "samap demo [OPTIONS]",
    footer = {"", "Example:", "  samap demo --out my_demo"})
public final class DemoCommand implements Job {
  private static final List<String> SPECIES = List.of("aa", "bb", "cc");

  @Mixin private CellCountArgs cells = new CellCountArgs();
  @Mixin private SeedArgs seed = new SeedArgs();
  @Mixin private PageArgs page = new PageArgs();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the files; created if it does not exist (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("samap-demo");

  @Override
  public void check() {
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    SimulateCommand.simulate(params(), List.of(), data(), context);
    List<SpeciesInput> species =
        SPECIES.stream()
            .map(
                id ->
                    SpeciesInput.of(id, data().resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    new RunJob(
            species,
            HomologySources.ofMaps(data().resolve(SimulationFolder.MAPS)),
            RunParams.defaults().withSeed(seed.seed))
        .run(results(), new RunJob.Writing(true, page.wanted()), context);
    context.out().printf("The simulated species:                  %s%n", data());
  }

  /** The simulation. */
  SimulationParams params() {
    return SimulationParams.of(SPECIES, cells.count(), seed.seed);
  }

  /**
   * The folder for data and results.
   *
   * @throws InputException if it holds data or results that are not of a demo
   */
  Path out() {
    Path folder = Outputs.folder("--out", out);
    SimulateCommand.requireNoOthers(data(), SPECIES);
    if (!Files.exists(data().resolve(SimulationFolder.TRUTH))) {
      RunFiles.resultIn(results())
          .ifPresent(
              result -> {
                throw new InputException(
                    "--out: %s is the result of a run, not of a demo; choose another folder"
                        .formatted(result));
              });
    }
    return folder;
  }

  private Path data() {
    return out.resolve("data");
  }

  private Path results() {
    return out.resolve("results");
  }
}
