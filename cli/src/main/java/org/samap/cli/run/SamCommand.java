package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Running;
import org.samap.core.cluster.LeidenParams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap sam}: one species by itself. */
@Command(
    name = "sam",
    header = "Analyses one species by itself.",
    description = {
      "Computes gene weights, the neighbour graph, clusters and the components that a"
          + " mapping uses. 'samap run' takes the result as it is, which saves time when a species"
          + " is mapped more than once."
    },
    customSynopsis = "samap sam FILE --out FILE [OPTIONS]",
    footer = {"", "Example:", "  samap sam human.h5ad --out human_sam.h5ad --resolution 2"})
public final class SamCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Preprocessing")
  private PreprocessArgs preprocess = new PreprocessArgs();

  @Mixin(name = "SAM")
  private Sam sam = new Sam();

  @Mixin(name = "Running")
  private Job job = new Job();

  /** The cells. */
  static final class Input {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The AnnData file (.h5ad).")
    Optional<Path> file = Optional.empty();

    @Option(
        names = "--layer",
        paramLabel = "NAME",
        description =
            "Where the raw counts are: X, raw or the name of a layer (default: raw if there is"
                + " one, else X; another one if only that holds counts).")
    Optional<String> layer = Optional.empty();
  }

  /** What is written where. */
  static final class Output {
    @Option(names = "--out", paramLabel = "FILE", description = "The AnnData file to write.")
    Optional<Path> out = Optional.empty();

    @Option(names = "--no-umap", description = "Do not lay the cells out in two dimensions.")
    boolean noUmap;
  }

  /** SAM with clusters. */
  static final class Sam {
    @Mixin SamArgs args = new SamArgs();

    @Option(
        names = "--resolution",
        paramLabel = "R",
        description = "Resolution of the Leiden clusters (default: ${DEFAULT-VALUE}).")
    double resolution = LeidenParams.defaults().resolution();
  }

  /** How the job runs. */
  static final class Job {
    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed;

    @Mixin MemoryArgs memory = new MemoryArgs();

    @Mixin Running running = new Running();
  }

  @Override
  public SamOptions call() {
    return new SamOptions(
        Check.file("sam", Check.present("sam", "FILE, the cells", input.file)),
        input.layer,
        sam.args.toParams(preprocess.toParams()).withSeed(job.seed),
        Check.positive("--resolution", sam.resolution),
        !output.noUmap,
        Check.outputFile(
            "--out", Check.present("sam", "--out FILE, the file to write", output.out)));
  }
}
