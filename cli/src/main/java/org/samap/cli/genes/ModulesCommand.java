package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.genes.GeneModules;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.ModuleShares;
import org.samap.core.cluster.LeidenParams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap modules}: sets of genes, and what each mapping rests on. */
@Command(
    name = "modules",
    header = "Finds gene modules, and how many of them each mapping of cell types rests on.",
    description = {
      "Modules are sets of genes of all species that are switched on together: Leiden communities"
          + " of the refined homology graph, bridged by co-expressed genes of each species. For"
          + " every mapped pair of cell types: which share of its gene pairs, and of its score,"
          + " comes from which module. A mapping by one module may be of one shared program only."
    },
    customSynopsis = "samap modules DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {"", "Example: the modules of the run in hs_mm", "  samap modules hs_mm"})
public final class ModulesCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Modules")
  private Modules modules = new Modules();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** What counts. */
  static final class Modules {
    @Option(
        names = "--coexpressed",
        paramLabel = "N",
        defaultValue = "10",
        description =
            "Join a gene to this many co-expressed genes of its species; 0: homologs alone"
                + " (default: ${DEFAULT-VALUE}).")
    int coexpressed;

    @Option(
        names = "--resolution",
        paramLabel = "R",
        defaultValue = "1",
        description =
            "Resolution of Leiden: higher gives more modules (default: ${DEFAULT-VALUE}).")
    double resolution;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of the random choices (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
        names = "--align-threshold",
        paramLabel = "S",
        defaultValue = "0.1",
        description = "The least score of a mapped pair of cell types (default: ${DEFAULT-VALUE}).")
    double alignThreshold;

    @Option(
        names = "--min-share",
        paramLabel = "SHARE",
        defaultValue = "0.05",
        description =
            "The least share of a mapping's gene pairs of a module that is counted (default:"
                + " ${DEFAULT-VALUE}).")
    double minShare;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "Folder of gene_modules.tsv, mapping_modules.tsv and module_scores.tsv (default:"
                + " DIR/modules).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public ModulesOptions call() {
    Path run = input.folder("modules");
    return new ModulesOptions(
        run,
        input.labels("modules"),
        new GeneModules.Params(
            modules.coexpressed,
            LeidenParams.defaults()
                .withResolution(Check.positive("--resolution", modules.resolution))
                .withSeed(modules.seed)),
        GenePairs.Params.defaults().withAlignThreshold(modules.alignThreshold),
        new ModuleShares.Params(modules.minShare),
        Check.outputFolder("--out", output.out.orElse(run.resolve("modules"))));
  }
}
