package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.CellTypeFamilies;
import org.samap.core.analysis.evolution.CellTypeTriangles;
import org.samap.core.analysis.evolution.DivergenceTimes;
import org.samap.core.analysis.evolution.EggnogPairs;
import org.samap.core.analysis.evolution.ExpressedGenes;
import org.samap.core.analysis.evolution.GeneTriangles;
import org.samap.core.analysis.evolution.HomologyDelta;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import org.samap.core.analysis.genes.MarkerTable;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.EggnogGroups;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.Orthologs;
import org.samap.core.homology.TranscriptNames;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;

/** The work behind the commands that ask a finished run what changed in evolution. */
final class EvolutionJobs {
  private EvolutionJobs() {}

  static void paralogs(ParalogsOptions options, JobContext context) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      RefinedHomology homology = homology(run);
      ParalogSubstitutions found =
          options
              .orthologs()
              .read(homology.genes())
              .map(orthologs -> ParalogSubstitutions.of(homology, orthologs, options.params()))
              .orElseGet(() -> ParalogSubstitutions.withoutOrthologs(homology, options.params()));
      Outputs.makeFolderOf(options.out());
      found.write(options.out());
      context
          .progress()
          .info("%d substitutions are in %s".formatted(found.found().size(), options.out()));
    }
  }

  static void delta(DeltaOptions options, JobContext context) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      RefinedHomology homology = homology(run);
      HomologyDelta delta =
          HomologyDelta.of(homology, expressedGenes(run, context), options.params());
      Outputs.makeFolderOf(options.out());
      delta.write(options.out());
      context
          .progress()
          .info(
              "%d of %d edges join expressed genes; they are in %s"
                  .formatted(
                      delta.edges().size(), homology.sequence().entries() / 2, options.out()));
    }
  }

  private static ExpressedGenes expressedGenes(FinishedRun run, JobContext context) {
    try (ExpressionStore store = context.resources().store(run.cells().total())) {
      return context
          .progress()
          .run(
              "read expression",
              run.ids().size(),
              phase ->
                  ExpressedGenes.of(
                      run.genes(),
                      run.weights(),
                      s -> {
                        Expression x = run.expression(s, store, context.workers());
                        phase.advance(1);
                        return x;
                      },
                      context.workers()));
    }
  }

  static void triangles(TrianglesOptions options, JobContext context) {
    try (LabeledRun run = LabeledRun.open(options.run(), options.labels(), context);
        OutputFolder folder = OutputFolder.prepare(options.out())) {
      CellTypeTriangles cellTypes =
          CellTypeTriangles.of(run.scores(), run.labels(), options.cellTypes());
      RefinedHomology homology = homology(run.run());
      Orthologs orthologs =
          options
              .orthologs()
              .read(homology.genes())
              .orElseGet(() -> Orthologs.reciprocalBest(homology.genes(), homology.sequence()));
      GeneTriangles genes =
          GeneTriangles.of(
              homology,
              orthologs,
              ParalogSubstitutions.of(homology, orthologs, options.substitutions()),
              run.markers(run.expression()).stream().map(MarkerTable::of).toList(),
              options.genes());
      cellTypes.write(folder.file("cell_type_triangles.tsv"));
      genes.write(folder.file("gene_triangles.tsv"));
      folder.commit();
    }
    context.progress().info("The triangles are in " + options.out());
  }

  static void families(FamiliesOptions options, JobContext context) {
    DivergenceTimes times = DivergenceTimes.read(options.divergence());
    List<MappingScores> runs = new ArrayList<>();
    for (Path path : options.runs()) {
      try (FinishedRun run = FinishedRun.open(path)) {
        Map<String, LabelSource> labels = new LinkedHashMap<>(options.labels());
        labels.keySet().retainAll(run.ids());
        runs.add(run.score(labels, 0, context.progress()));
      }
    }
    CellTypeFamilies families =
        CellTypeFamilies.of(runs, times, options.params(), context.workers());
    try (OutputFolder folder = OutputFolder.prepare(options.out())) {
      families.write(folder.file("families.tsv"));
      families.writeNodes(folder.file("family_nodes.tsv"));
      families.writePairs(folder.file("family_pairs.tsv"));
      folder.commit();
    }
    context
        .progress()
        .info("%d families are in %s".formatted(families.families().size(), options.out()));
  }

  static void orthogroups(OrthogroupsOptions options, JobContext context) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      GeneAxis genes = run.genes();
      TranscriptNames names = TranscriptNames.none();
      for (Map.Entry<String, Path> file : options.names().entrySet()) {
        names = names.withFile(file.getKey(), file.getValue());
      }
      Map<String, EggnogGroups> groups = new HashMap<>();
      options
          .eggnog()
          .forEach((id, file) -> groups.put(id, EggnogGroups.read(file, options.taxon())));
      EggnogPairs pairs = EggnogPairs.of(genes, groups, names);
      Outputs.makeFolderOf(options.out());
      pairs.write(options.out());
      context.progress().info("%d pairs are in %s".formatted(pairs.pairs().size(), options.out()));
    }
  }

  private static RefinedHomology homology(FinishedRun run) {
    return new RefinedHomology(run.genes(), run.homology(), run.refined());
  }
}
