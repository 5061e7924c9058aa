package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.ChangedFile;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.confidence.ForcedMatches;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap transfer}: transfers labels to the cells of other species. */
@Command(
    name = "transfer",
    header = "Transfers cell type labels to the cells of other species.",
    description = {
      "For every cell and every other species, finds how the cell's edges are spread over the"
          + " labels of that species. The best label is assigned if it has a large enough share,"
          + " and if the match of the cell's own type with it is certain enough (see samap"
          + " confidence): a type that the other species does not have maps to its nearest relative"
          + " all the same. Writes the best label, its share and all shares, in a table for each"
          + " pair of species. With --out or --in-place, also adds columns to obs of samap.h5ad:"
          + " transferred_ID, transferred_ID_confidence and transferred_ID_alignment hold what"
          + " cells get from species ID."
    },
    customSynopsis = "samap transfer DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: mouse labels for the human cells of the run in hs_mm, and the other way round",
      "  samap transfer hs_mm --labels hs=cell_type --labels mm=cell_type --threshold 0.6"
    })
public final class TransferCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      description =
          "Leave a cell 'unassigned' if less than this share of its edges goes to its best label"
              + " (default: ${DEFAULT-VALUE}).")
  private double threshold = LabelTransfer.Params.defaults().threshold();

  @Option(
      names = "--min-alignment",
      paramLabel = "A",
      description =
          "Leave a cell 'unassigned' if its alignment to the species, from 0 to 1, is below this"
              + " (default: ${DEFAULT-VALUE}).")
  private double minAlignment = LabelTransfer.Params.defaults().minAlignment();

  @Option(
      names = "--max-error",
      paramLabel = "RATE",
      description =
          "Trust a match of types only if at most this share of the matches of types without a"
              + " counterpart is as certain in simulations, and leave cells of other types"
              + " 'unassigned'; 1 trusts every match (default: ${DEFAULT-VALUE}).")
  private double maxError = 0.1;

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description =
          "Folder for the tables, ID_from_ID.tsv for each pair of species (default: DIR/transfer).")
  private Optional<Path> tables = Optional.empty();

  @Mixin private ChangedFile changed = new ChangedFile();

  @Override
  public void check() {
    labels();
    params();
    tables();
    annData();
  }

  @Override
  public void run(JobContext context) {
    new TransferJob(this, context).run();
  }

  /** Opens the run. */
  LabeledRun open(JobContext context) {
    return LabeledRun.open(dir, labels, context);
  }

  /** The folder of the run. */
  Path folder() {
    return dir.folder();
  }

  /** The given labels, by species; other species keep those of the run. */
  Map<String, LabelSource> labels() {
    return labels.sources(dir.species());
  }

  /** The thresholds for a label. */
  LabelTransfer.Params params() {
    return new LabelTransfer.Params(threshold, minAlignment, ForcedMatches.confidence(maxError));
  }

  /** The folder of the tables. */
  Path tables() {
    return dir.outputFolder("--tables", tables, "transfer");
  }

  /** The AnnData file to write the labels to, if there is one. */
  Optional<Path> annData() {
    return changed.of(combined(), dir.inputs());
  }

  /** The AnnData file of the run. */
  Path combined() {
    return folder().resolve(RunFolder.COMBINED);
  }
}
