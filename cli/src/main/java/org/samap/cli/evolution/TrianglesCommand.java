package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.CellTypeTriangles;
import org.samap.core.analysis.evolution.GeneTriangles;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import org.samap.core.analysis.genes.MarkerTable;
import org.samap.core.homology.Orthologs;
import org.samap.core.io.OutputFolder;
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
    customSynopsis = "samap triangles DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: triangles of the run of three species in hs_mm_dr",
      "  samap triangles hs_mm_dr --orthologs orthologs.tsv"
    })
public final class TrianglesCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();
  @Mixin private OrthologArgs orthologs = new OrthologArgs();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      description = "What the three scores of cell types must exceed (default: ${DEFAULT-VALUE}).")
  private double minScore = CellTypeTriangles.Params.defaults().minScore();

  @Option(
      names = "--min-weight",
      paramLabel = "W",
      description =
          "What the three refined weights of genes must exceed (default: ${DEFAULT-VALUE}).")
  private double minWeight = GeneTriangles.Params.defaults().minWeight();

  @Option(
      names = "--difference",
      paramLabel = "D",
      description =
          "By how much the refined weight of a paralog must exceed that of the ortholog for a"
              + " substitution (default: ${DEFAULT-VALUE}).")
  private double difference = ParalogSubstitutions.Params.defaults().difference();

  @Option(
      names = "--marker-p",
      paramLabel = "P",
      description =
          "The largest p value of a marker, for the cell types beside a gene (default:"
              + " ${DEFAULT-VALUE}).")
  private double markerP = GeneTriangles.Params.defaults().maxP();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder of cell_type_triangles.tsv and gene_triangles.tsv (default: DIR/triangles).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels.sources(dir.species());
    orthologs.check();
    cellTypes();
    substitutions();
    genes();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context);
        OutputFolder folder = OutputFolder.prepare(out())) {
      CellTypeTriangles types = CellTypeTriangles.of(run.scores(), run.labels(), cellTypes());
      RefinedHomology homology = run.run().refinedHomology();
      Orthologs pairs =
          orthologs
              .read(homology.genes())
              .orElseGet(() -> Orthologs.reciprocalBest(homology.genes(), homology.sequence()));
      GeneTriangles genes =
          GeneTriangles.of(
              homology,
              pairs,
              ParalogSubstitutions.of(homology, pairs, substitutions()),
              run.markers(run.expression()).stream().map(MarkerTable::of).toList(),
              genes());
      types.write(folder.file("cell_type_triangles.tsv"));
      genes.write(folder.file("gene_triangles.tsv"));
      folder.commit();
    }
    context.progress().info("The triangles are in " + out());
  }

  private CellTypeTriangles.Params cellTypes() {
    return new CellTypeTriangles.Params(minScore);
  }

  private ParalogSubstitutions.Params substitutions() {
    return ParalogSubstitutions.Params.defaults().withDifference(difference);
  }

  private GeneTriangles.Params genes() {
    return new GeneTriangles.Params(minWeight, markerP);
  }

  private Path out() {
    return dir.outputFolder(out, "triangles");
  }
}
