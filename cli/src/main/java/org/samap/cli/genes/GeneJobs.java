package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.List;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.analysis.genes.GeneModules;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.evolution.GeneQuery;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.MappedPair;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.genes.ModuleShares;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.annotation.Annotations;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.TranscriptNames;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.Tsv;
import org.samap.core.pipeline.FinishedRun;

/** The work behind the commands that tell through which genes cell types map. */
final class GeneJobs {
  private GeneJobs() {}

  static void markers(MarkersOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context)) {
      List<Markers> markers = run.markers(run.expression());
      Outputs.makeFolderOf(options.out());
      Markers.write(markers, run.genes(), options.params(), options.out());
    }
    context.progress().info("The markers are in " + options.out());
  }

  static void pairs(PairsOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context)) {
      List<GenePairs.NodePair> nodes =
          options
              .nodes()
              .map(n -> List.of(run.nodes(n.a(), n.b())))
              .orElseGet(() -> run.mapped(options.params()));
      GenePairs pairs = run.find(run.data(), nodes, options.params());
      Outputs.makeFolderOf(options.out());
      pairs.write(options.out());
    }
    context.progress().info("The gene pairs are in " + options.out());
  }

  static void enrich(EnrichOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context)) {
      Annotations annotations = annotations(options, run, context);
      GenePairs pairs = run.find(run.data(), run.mapped(options.pairs()), options.pairs());
      Enrichment found = Enrichment.of(pairs, annotations, options.enrichment());
      Outputs.makeFolderOf(options.out());
      found.write(options.out());
    }
    context.progress().info("The enriched terms are in " + options.out());
  }

  static void modules(ModulesOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context);
        OutputFolder folder = OutputFolder.prepare(options.out())) {
      MappedGenes data = run.data();
      GenePairs pairs = run.find(data, run.mapped(options.pairs()), options.pairs());
      GeneModules modules = run.modules(data, options.modules());
      ModuleShares shares =
          ModuleShares.of(modules, mappedPairs(pairs, run.scores()), options.shares());
      modules.write(folder.file("gene_modules.tsv"));
      shares.write(folder.file("mapping_modules.tsv"));
      shares.writeParts(folder.file("module_scores.tsv"));
      folder.commit();
    }
    context.progress().info("The modules are in " + options.out());
  }

  static void query(QueryOptions options, JobContext context) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      RefinedHomology homology = new RefinedHomology(run.genes(), run.homology(), run.refined());
      GeneQuery query = GeneQuery.of(homology, options.genes());
      for (String gene : query.withoutPartners()) {
        context.progress().warn(gene + " has no homolog in the homology graph of the run");
      }
      options
          .out()
          .ifPresentOrElse(
              file -> {
                Outputs.makeFolderOf(file);
                Tsv.write(file, query::writeTo);
              },
              () -> Tsv.print(context.out(), query::writeTo));
    }
  }

  private static List<MappedPair> mappedPairs(GenePairs pairs, MappingScores scores) {
    return pairs.mappings().stream()
        .map(
            m ->
                new MappedPair(
                    scores.nodes().get(m.nodeA()),
                    scores.nodes().get(m.nodeB()),
                    scores.scores()[m.nodeA()][m.nodeB()],
                    m.pairs().stream()
                        .map(p -> new MappedPair.Genes(p.geneA(), p.geneB(), p.value()))
                        .toList()))
        .toList();
  }

  private static Annotations annotations(
      EnrichOptions options, LabeledRun run, JobContext context) {
    Annotations.Builder builder = Annotations.builder(run.genes(), options.annotations());
    options
        .files()
        .forEach(
            (id, file) -> {
              Path table = options.names().get(id);
              TranscriptNames names =
                  table == null
                      ? TranscriptNames.none()
                      : TranscriptNames.none().withFile(id, table);
              builder.read(
                  species(id, run),
                  file,
                  name -> names.gene(GeneAxis.prefixed(id, name)),
                  context.progress());
            });
    return builder.build();
  }

  /** The number of a species; the folder of a run may hold files of others. */
  private static int species(String id, LabeledRun run) {
    List<String> ids = run.run().ids();
    Assignments.requireSpecies("--annotations", id, ids);
    return ids.indexOf(id);
  }
}
