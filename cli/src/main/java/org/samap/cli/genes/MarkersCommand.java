package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.ReplicateArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.genes.DonorMarkers;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.expression.Expression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap markers}: finds the genes that mark each cell type in its own species. */
@Command(
    name = "markers",
    header = "Finds the marker genes of every cell type of a finished run.",
    description = {
      "Compares the cells of each type with all other cells of their species, gene by gene, by"
          + " Wilcoxon's rank-sum test on the normalised expression of the run. The p values are"
          + " per cell; with --replicates, columns tell what donors say."
    },
    customSynopsis = "samap markers DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: the 50 best markers of every type",
      "  samap markers hs_mm --labels hs=cell_type --labels mm=cell_type --n-genes 50"
    })
public final class MarkersCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();
  @Mixin private ReplicateArgs replicates = new ReplicateArgs();

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "Write only genes with a p value below this (default: ${DEFAULT-VALUE}).")
  private double maxP = Markers.Params.defaults().maxP();

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      description =
          "Write at most this many genes of each type; 0: all (default: ${DEFAULT-VALUE}).")
  private int nGenes = Markers.Params.defaults().nGenes();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/markers.tsv).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels.sources(dir.species());
    replicates.check(dir.species());
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context)) {
      List<Expression> expression = run.expression();
      List<Markers> markers = run.markers(expression);
      DonorMarkers donors = run.donorMarkers(expression, replicates);
      Outputs.write(out(), file -> Markers.write(markers, donors, run.genes(), params(), file));
    }
    context.progress().info("The markers are in " + out());
  }

  private Markers.Params params() {
    return new Markers.Params(maxP, nGenes);
  }

  private Path out() {
    return dir.outputFile(out, "markers.tsv");
  }
}
