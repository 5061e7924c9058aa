package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap simulate}: species whose true correspondence is known. */
@Command(
    name = "simulate",
    header = "Simulates species with known corresponding cell types.",
    description = {
      "The cell types of all species are known to correspond. There are gene families with"
          + " paralogs, some of which swapped roles, types that only one species has, and the BLAST"
          + " tables that go with them."
    },
    customSynopsis = "samap simulate --species ID,ID[,...] --out DIR [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap simulate --species aa,bb --cells 800 --seed 1 --out simulated"
    })
public final class SimulateCommand implements JobCommand {
  @Mixin(name = "Data")
  private Data data = new Data();

  /** What is simulated. */
  static final class Data {
    @Option(
        names = "--species",
        paramLabel = "ID,ID",
        split = ",",
        description = "Short ids of the species, at least two.")
    List<String> species = new ArrayList<>();

    @Option(
        names = "--cells",
        paramLabel = "N",
        defaultValue = "600",
        description = "Cells of each species, at least 50 (default: ${DEFAULT-VALUE}).")
    int cells;

    @Option(
        names = "--genes",
        paramLabel = "N",
        defaultValue = "" + SimulateOptions.GENES,
        description = "About how many genes a species has (default: ${DEFAULT-VALUE}).")
    int genes;

    @Option(
        names = "--types",
        paramLabel = "N",
        defaultValue = "" + SimulateOptions.TYPES,
        description = "Cell types that all species share (default: ${DEFAULT-VALUE}).")
    int types;

    @Option(
        names = "--depth",
        paramLabel = "N",
        defaultValue = "" + SimulateOptions.DEPTH,
        description = "Counts of a cell, the median (default: ${DEFAULT-VALUE}).")
    double depth;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed: the same one gives the same files (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Folder of the simulated files; made if it does not exist.")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public SimulateOptions call() {
    return new SimulateOptions(
        ids(),
        Check.atLeast("--cells", data.cells, 50),
        Check.atLeast("--genes", data.genes, 100),
        Check.atLeast("--types", data.types, 1),
        Check.positive("--depth", data.depth),
        data.seed,
        Check.outputFolder(
            "--out", Check.present("simulate", "--out DIR, the folder of the files", data.out)));
  }

  private List<String> ids() {
    SpeciesIds.require("--species", data.species);
    if (new LinkedHashSet<>(data.species).size() < 2) {
      throw new InputException(
          "simulate needs at least two species, but has %d; write --species aa,bb"
              .formatted(data.species.size()));
    }
    return data.species;
  }
}
