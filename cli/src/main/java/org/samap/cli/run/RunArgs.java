package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.Inputs;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.Running;
import org.samap.cli.options.SeedArgs;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that {@code samap run} and {@code samap plan} share. */
final class RunArgs {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private SpeciesArgs species = new SpeciesArgs();
  @Mixin private LinkArgs links = new LinkArgs();
  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML file with options by name, such as 'cross-k: 30'. Paths in it are relative to its"
              + " folder. Options on the command line replace those in the file.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; created if it does not exist.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--no-umap", description = "Do not compute the layout in two dimensions.")
  private boolean noUmap;

  @Option(
      names = "--no-x",
      description = "Leave the expression out of samap.h5ad; the files of the species hold it.")
  private boolean noX;

  @Mixin(name = "Mapping")
  private MappingArgs mapping = new MappingArgs();

  @Mixin(name = "Preprocessing")
  private PreprocessArgs preprocess = new PreprocessArgs();

  @Mixin(name = "SAM, the analysis of each species")
  private SamArgs sam = new SamArgs();

  @Mixin(name = "Homology graph")
  private HomologyArgs homology = new HomologyArgs();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Mixin(name = "Running")
  Running running = new Running();

  /**
   * Takes options that are not on the command line from the file of {@code --config}, if there is
   * one.
   */
  void complete() {
    config.ifPresent(file -> ConfigFile.read(file).completeOptions(command, new RunCommand()));
  }

  /** The run that the options describe. */
  RunJob job() {
    List<SpeciesInput> inputs = homology.joined(species.toSpecies(command.name()));
    List<String> ids = inputs.stream().map(SpeciesInput::id).toList();
    RunParams params =
        new RunParams(
                sam.toParams(preprocess.toParams()),
                homology.toParams(),
                mapping.toParams(ids, sam.search),
                new RunParams.Output(!noUmap, !noX),
                Resources.ofThisMachine())
            .withSeed(seed.seed);
    return new RunJob(inputs, links.toSources(command.name(), ids), params);
  }

  /** The folder of the results. */
  Path out() {
    return Outputs.folder(
        "--out",
        Check.present(command.name(), "--out DIR, the folder of the results", out),
        job().results(),
        Inputs.named(command));
  }
}
