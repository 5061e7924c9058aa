package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.options.ChangedFile;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap transfer}: labels of one species for the cells of another. */
@Command(
    name = "transfer",
    header = "Gives cells the labels of the cells of other species that they are mapped to.",
    description = {
      "For every cell and every other species: how the cell's edges are spread over the labels of"
          + " that species, the best label, and how sure it is. Written as a table for each pair of"
          + " species and, with --out or --in-place, into obs of the combined file, samap.h5ad:"
          + " transferred_ID, transferred_ID_confidence and transferred_ID_alignment hold what all"
          + " cells get from the species ID."
    },
    customSynopsis = "samap transfer DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {
      "",
      "Example: mouse labels for the human cells of the run in hs_mm, and the other way round",
      "  samap transfer hs_mm --labels hs=cell_type --labels mm=cell_type --threshold 0.6"
    })
public final class TransferCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Labels")
  private Labels labels = new Labels();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** Which cells get one. */
  static final class Labels {
    @Option(
        names = "--threshold",
        paramLabel = "SHARE",
        defaultValue = "0.5",
        description =
            "A cell is 'unassigned' if less than this share of its edges goes to its best label"
                + " (default: ${DEFAULT-VALUE}).")
    double threshold;

    @Option(
        names = "--min-alignment",
        paramLabel = "A",
        defaultValue = "0",
        description =
            "A cell is 'unassigned' if its alignment to the species, from 0 to 1, is less than"
                + " this (default: ${DEFAULT-VALUE}).")
    double minAlignment;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--tables",
        paramLabel = "DIR",
        description =
            "Folder of the tables, ID_from_ID.tsv for each pair of species (default:"
                + " DIR/transfer).")
    Optional<Path> tables = Optional.empty();

    @Mixin ChangedFile changed = new ChangedFile();
  }

  @Override
  public TransferOptions call() {
    Path run = input.folder("transfer");
    Map<String, LabelSource> sources = input.labels("transfer");
    Path tables = output.tables.orElse(run.resolve("transfer"));
    return new TransferOptions(
        run,
        sources,
        new LabelTransfer.Params(labels.threshold, labels.minAlignment),
        Check.outputFolder("--tables", tables),
        output.changed.of(run.resolve(RunFolder.COMBINED)));
  }
}
