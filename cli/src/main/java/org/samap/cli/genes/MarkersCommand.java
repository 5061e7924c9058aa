package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.genes.Markers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap markers}: the genes that mark each cell type in its own species. */
@Command(
    name = "markers",
    header = "Finds the marker genes of every cell type of a finished run.",
    description = {
      "Compares the cells of each type with all other cells of their species by Wilcoxon's rank-sum"
          + " test, gene by gene, on the normalised expression of the run."
    },
    customSynopsis = "samap markers DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {
      "",
      "Example: the 50 best markers of every type",
      "  samap markers hs_mm --labels hs=cell_type --labels mm=cell_type --n-genes 50"
    })
public final class MarkersCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--p",
        paramLabel = "P",
        defaultValue = "0.01",
        description = "Write genes with a p value below this (default: ${DEFAULT-VALUE}).")
    double maxP;

    @Option(
        names = "--n-genes",
        paramLabel = "N",
        defaultValue = "0",
        description = "Write this many of each type at most; 0: all (default: ${DEFAULT-VALUE}).")
    int nGenes;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table, a .tsv or .tsv.gz file (default: markers.tsv in DIR).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public MarkersOptions call() {
    Path run = input.folder("markers");
    return new MarkersOptions(
        run,
        input.labels("markers"),
        new Markers.Params(output.maxP, output.nGenes),
        Check.outputFile("--out", output.out.orElse(run.resolve("markers.tsv"))));
  }
}
