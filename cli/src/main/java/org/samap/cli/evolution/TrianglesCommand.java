package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.evolution.CellTypeTriangles;
import org.samap.core.analysis.evolution.GeneTriangles;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap triangles}: what three species have in common. */
@Command(
    name = "triangles",
    header = "Finds cell types, and genes, of three species that all match each other.",
    description = {
      "Cell types: all three scores above --min-score. Genes: all three refined weights above"
          + " --min-weight, each pair an ortholog or a paralog substitution; beside each gene the"
          + " cell types that it marks. Needs a run of three species or more. Without --orthologs"
          + " those are orthologs that are each other's best by sequence."
    },
    customSynopsis = "samap triangles DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {
      "",
      "Example: triangles of the run of three species in hs_mm_dr",
      "  samap triangles hs_mm_dr --orthologs orthologs.tsv"
    })
public final class TrianglesCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Orthologs")
  private OrthologArgs orthologs = new OrthologArgs();

  @Mixin(name = "Triangles")
  private Triangles triangles = new Triangles();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** What counts. */
  static final class Triangles {
    @Option(
        names = "--min-score",
        paramLabel = "S",
        defaultValue = "0.1",
        description =
            "What the three scores of cell types must exceed (default: ${DEFAULT-VALUE}).")
    double minScore;

    @Option(
        names = "--min-weight",
        paramLabel = "W",
        defaultValue = "0.3",
        description =
            "What the three refined weights of genes must exceed (default: ${DEFAULT-VALUE}).")
    double minWeight;

    @Option(
        names = "--difference",
        paramLabel = "D",
        defaultValue = "0.3",
        description =
            "By how much the refined weight of a paralog must exceed that of the ortholog for a"
                + " substitution (default: ${DEFAULT-VALUE}).")
    double difference;

    @Option(
        names = "--marker-p",
        paramLabel = "P",
        defaultValue = "1e-10",
        description =
            "The largest p value of a marker, for the cell types beside a gene (default:"
                + " ${DEFAULT-VALUE}).")
    double markerP;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "Folder of cell_type_triangles.tsv and gene_triangles.tsv (default: DIR/triangles).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public TrianglesOptions call() {
    Path run = input.folder("triangles");
    return new TrianglesOptions(
        run,
        input.labels("triangles"),
        orthologs.toChoice(),
        new CellTypeTriangles.Params(triangles.minScore),
        ParalogSubstitutions.Params.defaults().withDifference(triangles.difference),
        new GeneTriangles.Params(triangles.minWeight, triangles.markerP),
        Check.outputFolder("--out", output.out.orElse(run.resolve("triangles"))));
  }
}
