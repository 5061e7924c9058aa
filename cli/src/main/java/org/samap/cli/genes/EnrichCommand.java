package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.AnnotationNameArgs;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.annotation.Annotations;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap enrich}: finds functions that the genes behind mappings share. */
@Command(
    name = "enrich",
    header = "Finds the functions shared by the genes behind each cell type's mappings.",
    description = {
      "Takes the gene pairs of all mappings of a cell type, as 'samap pairs' finds them. Tests for"
          + " each term of the annotations whether more of these pairs have it than by chance. A"
          + " pair has a term if either gene has it, and counts once."
    },
    customSynopsis = "samap enrich DIR --annotations ID=FILE [...] [OPTIONS]",
    footer = {
      "",
      "Example: COG categories from eggNOG-mapper's files of both species",
      "  samap enrich hs_mm --annotations hs=hs.emapper.annotations \\",
      "    --annotations mm=mm.emapper.annotations --column COG_category"
    })
public final class EnrichCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--annotations",
      paramLabel = "ID=FILE",
      description =
          "Terms of the genes of a species (can be .gz): a file of eggNOG-mapper (versions 1 to"
              + " 2.1), gene sets (.gmt), or a tab-separated table with a header and the gene in"
              + " its first column.")
  private List<Assignment> files = new ArrayList<>();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "Column of the terms: GO, COG_category, KEGG_ko, KEGG_Pathway or any other of the file"
              + " (default: ${DEFAULT-VALUE}).")
  private String column = Annotations.Params.defaults().column();

  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      description = "Text between the terms of a gene (default: ${DEFAULT-VALUE}).")
  private String delimiter = Annotations.Params.defaults().delimiter();

  @Mixin private AnnotationNameArgs names = new AnnotationNameArgs();

  @Option(
      names = "--count",
      paramLabel = "WHAT",
      description =
          "What is one draw: pairs, a gene with its homolog, or genes, every gene of either"
              + " species, as published (default: ${DEFAULT-VALUE}).")
  private Enrichment.Count count = Enrichment.Params.defaults().count();

  @Option(
      names = "--background",
      paramLabel = "GENES",
      description =
          "Genes to compare with: expressed, which are linked to an expressed gene; annotated, all"
              + " that have a term, as published; or pairs, those in a gene pair of any type"
              + " (default: ${DEFAULT-VALUE}).")
  private Enrichment.Background background = Enrichment.Params.defaults().background();

  @Option(
      names = "--min-term-size",
      paramLabel = "N",
      description =
          "Test terms that at least N pairs of the background have; not with --count genes"
              + " (default: 5).")
  private Optional<Integer> minTermSize = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/enrichment.tsv).")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Override
  public void check() {
    labels.sources(dir.species());
    if (files().isEmpty()) {
      throw new InputException(
          "enrich needs --annotations ID=FILE, the terms of a species' genes;"
              + " see 'samap enrich --help'");
    }
    names.of(dir.species());
    annotationParams();
    params();
    genes.toParams();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context)) {
      Annotations annotations = annotations(run, context.progress());
      GenePairs.Params params = genes.toParams();
      MappedGenes data = run.data();
      GenePairs pairs = run.find(data, run.mapped(params), params);
      ExpressedGenes expressed = ExpressedGenes.of(data, context.workers());
      Enrichment found = Enrichment.of(pairs, annotations, data.homology(), expressed, params());
      if (found.terms().isEmpty()) {
        context
            .progress()
            .warn(
                "no gene pair has a term of the annotations%s"
                    .formatted(
                        count == Enrichment.Count.GENES
                            ? ""
                            : " that is large enough; give a lower --min-term-size"));
      }
      Outputs.write(out(), found::write);
    }
    context.progress().info("The enriched terms are in " + out());
  }

  private Annotations annotations(LabeledRun run, Progress progress) {
    List<String> ids = run.run().ids();
    Map<String, Path> tables = names.of(dir.species());
    Annotations.Builder builder = Annotations.builder(run.genes(), annotationParams());
    files()
        .forEach(
            (id, file) -> {
              TranscriptNames known = TranscriptNames.none();
              TranscriptNames renamed =
                  tables.containsKey(id) ? known.withFile(id, tables.get(id)) : known;
              builder.read(
                  ids.indexOf(id),
                  file,
                  name -> renamed.gene(GeneAxis.prefixed(id, name)),
                  progress);
            });
    return builder.build();
  }

  private Map<String, Path> files() {
    return Assignments.files("--annotations", files, dir.species());
  }

  private Annotations.Params annotationParams() {
    return new Annotations.Params(column, delimiter);
  }

  private Enrichment.Params params() {
    if (count == Enrichment.Count.GENES && minTermSize.isPresent()) {
      throw new InputException(
          "--min-term-size is for --count pairs; leave it out, or leave out --count genes");
    }
    Enrichment.Params params =
        Enrichment.Params.defaults().withCount(count).withBackground(background);
    return minTermSize.map(params::withMinTermSize).orElse(params);
  }

  private Path out() {
    return dir.outputFile(out, "enrichment.tsv");
  }
}
