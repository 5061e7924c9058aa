package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.annotation.Annotations;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap enrich}: the functions that the genes behind mappings share. */
@Command(
    name = "enrich",
    header = "Finds the functions that the genes behind each cell type's mappings share.",
    description = {
      "Takes the gene pairs of all mappings of a cell type, as 'samap pairs' finds them, and tests"
          + " for each term of the annotations whether more of these genes have it than chance"
          + " would give."
    },
    customSynopsis = "samap enrich DIR --annotations ID=FILE [...] [OPTIONS]",
    footer = {
      "",
      "Example: COG categories from eggNOG-mapper's files of both species",
      "  samap enrich hs_mm --annotations hs=hs.emapper.annotations \\",
      "    --annotations mm=mm.emapper.annotations --column COG_category"
    })
public final class EnrichCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Annotations")
  private AnnotationArgs annotations = new AnnotationArgs();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** What is known of the genes. */
  static final class AnnotationArgs {
    @Option(
        names = "--annotations",
        paramLabel = "ID=FILE",
        description =
            "Terms of the genes of a species: a file of eggNOG-mapper (versions 1 to 2.1), a"
                + " tab-separated table with a header and the gene in its first column, or gene"
                + " sets (.gmt). May be .gz.")
    List<Assignment> files = new ArrayList<>();

    @Option(
        names = "--column",
        paramLabel = "NAME",
        defaultValue = "GO",
        description =
            "The column of the terms: GO, COG_category, KEGG_ko, KEGG_Pathway or any other that"
                + " the file names (default: ${DEFAULT-VALUE}).")
    String column = "GO";

    @Option(
        names = "--delimiter",
        paramLabel = "TEXT",
        defaultValue = ",",
        description = "What separates the terms of a gene (default: ${DEFAULT-VALUE}).")
    String delimiter = ",";

    @Option(
        names = "--names",
        paramLabel = "ID=FILE",
        description =
            "Two tab-separated columns, name in the annotations (a transcript or protein) and gene"
                + " in the data (default: the names are the same).")
    List<Assignment> names = new ArrayList<>();

    @Option(
        names = "--background",
        paramLabel = "GENES",
        defaultValue = "all",
        description =
            "Compare with all genes that have a term, or with those in a gene pair of any type"
                + " (all, pairs; default: ${DEFAULT-VALUE}).")
    Enrichment.Background background = Enrichment.Background.ALL;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table, a .tsv or .tsv.gz file (default: enrichment.tsv in DIR).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public EnrichOptions call() {
    Path run = input.folder("enrich");
    Set<String> ids = input.species("enrich");
    Map<String, Path> files = Assignments.files("--annotations", annotations.files, ids);
    if (files.isEmpty()) {
      throw new InputException(
          "enrich needs --annotations ID=FILE, the terms of a species' genes;"
              + " see 'samap enrich --help'");
    }
    return new EnrichOptions(
        run,
        input.labels("enrich"),
        files,
        Assignments.files("--names", annotations.names, ids),
        new Annotations.Params(annotations.column, annotations.delimiter),
        genes.toParams(),
        new Enrichment.Params(annotations.background),
        Check.outputFile("--out", output.out.orElse(run.resolve("enrichment.tsv"))));
  }
}
