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
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.io.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap triangles}: finds cell types and genes that match across three species. */
@Command(
    name = "triangles",
    header = "Finds cell types, and genes, that match across three species.",
    description = {
      "Cell types: all three scores are above --min-score. Genes: all three refined weights are"
          + " above --min-weight, and each pair is an ortholog pair or a paralog substitution; the"
          + " table also lists the cell types that each gene marks. Needs a run of at least three"
          + " species. Without --orthologs, orthologs are genes that are each other's best by"
          + " sequence."
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
      description =
          "The three scores of cell types must be above this (default: ${DEFAULT-VALUE}).")
  private double minScore = CellTypeTriangles.Params.defaults().minScore();

  @Option(
      names = "--min-weight",
      paramLabel = "W",
      description =
          "The three refined weights of genes must be above this (default: ${DEFAULT-VALUE}).")
  private double minWeight = GeneTriangles.Params.defaults().minWeight();

  @Option(
      names = "--difference",
      paramLabel = "D",
      description =
          "For a substitution, how much the refined weight of a paralog must exceed that of the"
              + " ortholog (default: ${DEFAULT-VALUE}).")
  private double difference = ParalogSubstitutions.Params.defaults().difference();

  @Option(
      names = "--marker-p",
      paramLabel = "P",
      description =
          "Largest p value of a marker, for the cell types that a gene marks (default:"
              + " ${DEFAULT-VALUE}).")
  private double markerP = GeneTriangles.Params.defaults().maxP();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for cell_type_triangles.tsv and gene_triangles.tsv (default: DIR/triangles).")
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
