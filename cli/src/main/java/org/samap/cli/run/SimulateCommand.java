package org.samap.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.run.InputException;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap simulate}: simulates species whose matching cell types are known. */
@Command(
    name = "simulate",
    header = "Simulates species whose matching cell types are known.",
    description = {
      "Writes an AnnData file for each species, BLAST tables, and the true matches. All species"
          + " share most cell types, and one has types of its own. Gene families have paralogs,"
          + " some of which swapped roles."
    },
    customSynopsis = "samap simulate --species ID,ID[,...] --out DIR [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap simulate --species aa,bb --cells 800 --seed 1 --out simulated"
    })
public final class SimulateCommand implements Job {
  private static final SimulationParams DEFAULTS = SimulationParams.of(List.of("a", "b"), 1, 0);

  @Option(
      names = "--species",
      paramLabel = "ID,ID",
      split = ",",
      description = "Short ids of the species, at least two.")
  private List<String> species = new ArrayList<>();

  @Mixin private CellCountArgs cells = new CellCountArgs();

  @Option(
      names = "--genes",
      paramLabel = "N",
      description = "Approximate number of genes of a species (default: ${DEFAULT-VALUE}).")
  private int genes = DEFAULTS.genes();

  @Option(
      names = "--types",
      paramLabel = "N",
      description = "Number of cell types that all species share (default: ${DEFAULT-VALUE}).")
  private int types = DEFAULTS.types().shared();

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Median number of counts of a cell (default: ${DEFAULT-VALUE}).")
  private double depth = DEFAULTS.sampling().depth();

  @Option(
      names = "--donors",
      paramLabel = "N",
      description =
          "Number of donors of each species, in the column 'donor'; 0: none (default:"
              + " ${DEFAULT-VALUE}).")
  private int donors = DEFAULTS.sampling().donors().count();

  @Option(
      names = "--donor-effect",
      paramLabel = "SD",
      description =
          "How much donors differ: standard deviation of the natural logarithm of a gene's"
              + " expression in a type (default: ${DEFAULT-VALUE}).")
  private double donorEffect = DEFAULTS.sampling().donors().effect();

  @Option(
      names = "--peaks",
      paramLabel = "ID",
      split = ",",
      description =
          "Also write open chromatin of this species: ID_atac.h5ad with peaks, ID.gtf.gz with its"
              + " genes, and ID_peaks.tsv with the gene that each peak follows.")
  private List<String> peaks = new ArrayList<>();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the simulated files; created if it does not exist.")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    params();
    peaks.forEach(id -> Assignments.requireSpecies("--peaks", id, species));
    out();
  }

  @Override
  public void run(JobContext context) {
    simulate(params(), peaks, out(), context);
    context.progress().info("Simulated species are in " + out());
  }

  /** Writes simulated species into a folder. */
  static void simulate(SimulationParams params, List<String> peaks, Path out, JobContext context) {
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      Simulation simulation = Simulation.of(params);
      SimulationFolder.write(simulation, folder, context.workers(), context.progress());
      SimulationFolder.writePeaks(simulation, peaks, folder, context.workers());
      folder.commit();
    }
  }

  /** The simulation. */
  SimulationParams params() {
    SimulationParams p =
        SimulationParams.of(species(), cells.count(), seed.seed)
            .withGenes(Check.atLeast("--genes", genes, 100));
    return p.withTypes(p.types().withShared(Check.atLeast("--types", types, 1)))
        .withSampling(
            p.sampling().withDepth(Check.positive("--depth", depth)).withDonors(donors()));
  }

  private SimulationParams.Donors donors() {
    if (!(donorEffect >= 0 && donorEffect <= 5)) {
      throw new InputException(
          "--donor-effect is " + donorEffect + "; give a number from 0 to 5, such as 0.3");
    }
    return new SimulationParams.Donors(Check.atLeast("--donors", donors, 0), donorEffect);
  }

  private List<String> species() {
    SpeciesIds.require("--species", species);
    if (Set.copyOf(species).size() < 2) {
      throw new InputException(
          "simulate needs at least two species, but has %d; write --species aa,bb"
              .formatted(species.size()));
    }
    return species;
  }

  /** The folder of the files. */
  Path out() {
    Path folder = Check.present("simulate", "--out DIR, the folder of the files", out);
    return requireNoOthers(Outputs.folder("--out", folder), species);
  }

  /** Fails if a folder holds files of these species that were not simulated. */
  static Path requireNoOthers(Path folder, List<String> species) {
    if (!Files.exists(folder.resolve(SimulationFolder.TRUTH))) {
      Stream.concat(
              species.stream()
                  .flatMap(
                      id ->
                          Stream.concat(
                              Stream.of(id + ".h5ad"), SimulationFolder.peakFiles(id).stream())),
              Stream.of(SimulationFolder.MAPS))
          .map(folder::resolve)
          .filter(Files::exists)
          .findFirst()
          .ifPresent(
              file -> {
                throw new InputException(
                    "--out: %s exists, but no %s shows that it was simulated; choose another folder"
                        .formatted(file, SimulationFolder.TRUTH));
              });
    }
    return folder;
  }
}
