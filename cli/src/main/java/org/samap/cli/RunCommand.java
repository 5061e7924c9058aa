package org.samap.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.SpeciesInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code samap run}: the whole job, from cells and BLAST tables to mapping scores. */
@Command(
    name = "run",
    header = "Maps two or more species onto each other.",
    description = {
      "Analyses each species, learns which genes and which cells correspond, and writes one combined"
          + " AnnData file and tables of mapping scores."
    },
    customSynopsis =
        "samap run --species ID=FILE --species ID=FILE [...] --maps DIR --out DIR [OPTIONS]",
    footer = {
      "",
      "Example: human against mouse, scored by the column cell_type of both files",
      "  samap run --species hs=human.h5ad --species mm=mouse.h5ad --maps maps \\",
      "            --labels hs=cell_type --labels mm=cell_type --out hs_mm",
      "",
      "A value written [ID=]VALUE is for one species (--hops hs=2) or for all (--hops 2).",
      "More memory: SAMAP_JAVA_OPTS=-Xmx24g samap run ..."
    })
final class RunCommand implements Callable<Integer> {
  private final Jobs jobs;

  @Mixin(name = "Input")
  private SpeciesArgs species = new SpeciesArgs();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Mapping")
  private MappingArgs mapping = new MappingArgs();

  @Mixin(name = "SAM, the analysis of each species")
  private Sam sam = new Sam();

  @Mixin(name = "Homology graph")
  private Homology homology = new Homology();

  @Mixin(name = "Running")
  private Job job = new Job();

  @Spec private CommandSpec spec = CommandSpec.create();

  RunCommand(Jobs jobs) {
    this.jobs = jobs;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Folder of the results; made if it does not exist.")
    Optional<Path> out = Optional.empty();

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
        description = "Resolution of the Leiden clusters (default: 3.0).")
    List<Assignment> resolution = new ArrayList<>();
  }

  /** From tables to a graph of genes. */
  static final class Homology {
    @Option(
        names = "--evalue",
        paramLabel = "E",
        defaultValue = "1e-6",
        description = "Leave out hits with a larger E-value (default: ${DEFAULT-VALUE}).")
    double evalue;

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
        defaultValue = "0",
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

  @Override
  public Integer call() {
    if (job.config.isPresent()) {
      ConfigFile.read(job.config.get()).completeOptions(spec, new RunCommand(jobs));
    }
    RunOptions options = toOptions();
    try (Session session = Cli.open(spec, job.running, job.memory)) {
      jobs.run(options, session);
    }
    return CommandLine.ExitCode.OK;
  }

  private RunOptions toOptions() {
    List<SpeciesInput> inputs = species.toSpecies(sam.resolution);
    List<String> ids = inputs.stream().map(SpeciesInput::id).toList();
    Path maps =
        Check.folder("--maps", Check.present("run", "--maps DIR, the BLAST tables", species.maps));
    Path out =
        Check.outputFolder(
            "--out", Check.present("run", "--out DIR, the folder of the results", output.out));
    SearchMethod search = sam.args.search;
    return new RunOptions(
        inputs,
        new HomologySettings(maps, homology.evalue, !homology.noReciprocal),
        sam.args.toSettings(),
        mapping.toParams(ids, search, job.seed),
        !output.noUmap,
        !output.noX,
        job.seed,
        out);
  }
}
