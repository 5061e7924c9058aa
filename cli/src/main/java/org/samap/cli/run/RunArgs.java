package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Check;
import org.samap.cli.options.ConfigFile;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Running;
import org.samap.core.homology.HomologyParams;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.InputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All options of a run: what {@code samap run} does and {@code samap plan} foretells. */
final class RunArgs {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin(name = "Input")
  SpeciesArgs species = new SpeciesArgs();

  @Mixin(name = "Output")
  Output output = new Output();

  @Mixin(name = "Mapping")
  MappingArgs mapping = new MappingArgs();

  @Mixin(name = "Preprocessing")
  PreprocessArgs preprocess = new PreprocessArgs();

  @Mixin(name = "SAM, the analysis of each species")
  Sam sam = new Sam();

  @Mixin(name = "Homology graph")
  Homology homology = new Homology();

  @Mixin(name = "Running")
  Job job = new Job();

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Folder of the results; made if it does not exist.")
    Optional<Path> out = Optional.empty();

    @Option(
        names = "--force",
        description =
            "Replace the results of another run in --out: its files, and those that other commands"
                + " made of them there, are removed when the new results are complete. Other files"
                + " stay.")
    boolean force;

    @Option(names = "--no-umap", description = "Do not lay the cells out in two dimensions.")
    boolean noUmap;

    @Option(
        names = "--no-x",
        description =
            "Leave the expression out of the combined file: it is in those of the species.")
    boolean noX;
  }

  /** SAM with clusters per species. */
  static final class Sam {
    @Mixin SamArgs args = new SamArgs();

    @Option(
        names = "--resolution",
        paramLabel = "[ID=]R",
        description = "Resolution of the Leiden clusters (default: 3).")
    List<Assignment> resolution = new ArrayList<>();
  }

  /** From tables to a graph of genes. */
  static final class Homology {
    @Option(
        names = "--evalue",
        paramLabel = "E",
        description = "Leave out hits with a larger E-value (default: ${DEFAULT-VALUE}).")
    double evalue = HomologyParams.defaults().maxEvalue();

    @Option(
        names = "--no-reciprocal",
        description = "Also link genes that were found in one direction only.")
    boolean noReciprocal;
  }

  /** How the job runs. */
  static final class Job {
    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "YAML file with these options by name, such as 'cross-k: 30'; paths in it are relative"
                + " to it, and options on the command line win.")
    Optional<Path> config = Optional.empty();

    @Mixin MemoryArgs memory = new MemoryArgs();

    @Mixin Running running = new Running();
  }

  /**
   * The folder of the results.
   *
   * @throws InputException if none is given, it cannot be written, or it holds the results of
   *     another run, which are not to be replaced
   */
  Path out(String command) {
    Path folder =
        Check.outputFolder(
            "--out", Check.present(command, "--out DIR, the folder of the results", output.out));
    Optional<Path> result = output.force ? Optional.empty() : RunFiles.resultIn(folder);
    if (result.isPresent()) {
      throw new InputException(
          "--out: %s is a result of another run; choose another folder, or replace its results with --force"
              .formatted(result.get()));
    }
    return folder;
  }

  /**
   * Checks and puts together what was asked for, on the command line and in the file of options.
   *
   * @param out gives the folder of the results
   */
  RunOptions toOptions(String command, Supplier<Path> out) {
    job.config.ifPresent(file -> ConfigFile.read(file).completeOptions(spec, new RunArgs()));
    List<SpeciesInput> inputs = species.toSpecies(command, sam.resolution);
    List<String> ids = inputs.stream().map(SpeciesInput::id).toList();
    Path maps =
        Check.folder(
            "--maps", Check.present(command, "--maps DIR, the BLAST tables", species.maps));
    Path folder = out.get();
    RunParams params =
        new RunParams(
                sam.args.toParams(preprocess.toParams()),
                HomologyParams.defaults()
                    .withMaxEvalue(homology.evalue)
                    .withReciprocal(!homology.noReciprocal),
                mapping.toParams(ids, sam.args.search),
                new RunParams.Output(!output.noUmap, !output.noX),
                Resources.ofThisMachine())
            .withSeed(job.seed);
    return new RunOptions(inputs, maps, params, folder, output.force);
  }
}
