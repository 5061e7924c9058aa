package org.samap.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.CellTypeFamilies;
import org.samap.core.analysis.CellTypeTriangles;
import org.samap.core.analysis.DivergenceTimes;
import org.samap.core.analysis.EggnogPairs;
import org.samap.core.analysis.GeneModules;
import org.samap.core.analysis.GenePairs;
import org.samap.core.analysis.GeneQuery;
import org.samap.core.analysis.GeneTriangles;
import org.samap.core.analysis.HomologyDelta;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.MappedPair;
import org.samap.core.analysis.MappingScores;
import org.samap.core.analysis.MarkerTable;
import org.samap.core.analysis.Markers;
import org.samap.core.analysis.ModuleShares;
import org.samap.core.analysis.ParalogSubstitutions;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.EggnogGroups;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.Orthologs;
import org.samap.core.homology.TranscriptNames;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.Tsv;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.Progress;

/** The work behind the commands that ask a finished run what changed in evolution. */
final class EvolutionJobs {
  private EvolutionJobs() {}

  static void paralogs(ParalogsOptions options, Session session) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      RefinedHomology homology = homology(run);
      ParalogSubstitutions found =
          options
              .orthologs()
              .read(homology.genes())
              .map(orthologs -> ParalogSubstitutions.of(homology, orthologs, options.params()))
              .orElseGet(() -> ParalogSubstitutions.withoutOrthologs(homology, options.params()));
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      found.write(options.out());
      session
          .progress()
          .info("%d substitutions are in %s".formatted(found.found().size(), options.out()));
    }
  }

  static void delta(DeltaOptions options, Session session) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      HomologyDelta delta = HomologyDelta.of(homology(run), options.params());
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      delta.write(options.out());
    }
    session.progress().info("The table is in " + options.out());
  }

  static void query(QueryOptions options, Session session) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      GeneQuery query = GeneQuery.of(homology(run), options.genes());
      options
          .out()
          .ifPresentOrElse(
              file -> {
                SamapJobs.makeFolder(SamapJobs.folderOf(file));
                Tsv.write(file, query::writeTo);
              },
              () -> Tsv.print(session.out(), query::writeTo));
    }
  }

  static void triangles(TrianglesOptions options, Session session) {
    try (FinishedRun run = FinishedRun.open(options.run());
        OutputFolder folder = OutputFolder.prepare(options.out())) {
      CellLabels labels = run.labels(options.labels());
      MappingScores scores = MappingScores.of(run.graph(), labels, run.crossK(), 0);
      CellTypeTriangles cellTypes = CellTypeTriangles.of(scores, labels, options.cellTypes());
      RefinedHomology homology = homology(run);
      Orthologs orthologs =
          options
              .orthologs()
              .read(homology.genes())
              .orElseGet(() -> Orthologs.reciprocalBest(homology.genes(), homology.sequence()));
      ParalogSubstitutions substitutions =
          ParalogSubstitutions.of(homology, orthologs, options.substitutions());
      GeneTriangles genes =
          GeneTriangles.of(
              homology,
              orthologs,
              substitutions,
              markerTables(run, labels, session),
              options.genes());
      cellTypes.write(folder.file("cell_type_triangles.tsv"));
      genes.write(folder.file("gene_triangles.tsv"));
      folder.commit();
    }
    session.progress().info("The triangles are in " + options.out());
  }

  private static List<MarkerTable> markerTables(
      FinishedRun run, CellLabels labels, Session session) {
    int species = run.ids().size();
    List<MarkerTable> tables = new ArrayList<>();
    try (Progress.Phase phase = session.progress().phase("find markers", species)) {
      for (int s = 0; s < species; s++) {
        try (ExpressionStore store = store(run, session)) { // one species at a time
          Expression x = run.expression(s, store, session.workers());
          tables.add(MarkerTable.of(Markers.of(x, labels, s, session.workers())));
        }
        phase.advance(1);
      }
    }
    return tables;
  }

  static void modules(ModulesOptions options, Session session) {
    try (FinishedRun run = FinishedRun.open(options.run());
        ExpressionStore store = store(run, session);
        OutputFolder folder = OutputFolder.prepare(options.out())) {
      CellLabels labels = run.labels(options.labels());
      MappedGenes data = mappedGenes(run, labels, store, session);
      List<MappedPair> mapped = mappedPairs(data, run.crossK(), options.pairs(), session);
      GeneModules modules =
          GeneModules.of(
              new RefinedHomology(data.genes(), data.sequence(), data.refined()),
              data.graph(),
              run.cells(),
              data.expression()::get,
              options.modules(),
              session.workers());
      ModuleShares shares = ModuleShares.of(modules, mapped, options.shares());
      modules.write(folder.file("gene_modules.tsv"));
      shares.write(folder.file("mapping_modules.tsv"));
      shares.writeParts(folder.file("module_scores.tsv"));
      folder.commit();
    }
    session.progress().info("The modules are in " + options.out());
  }

  private static MappedGenes mappedGenes(
      FinishedRun run, CellLabels labels, ExpressionStore store, Session session) {
    int species = run.ids().size();
    List<Expression> x =
        IntStream.range(0, species)
            .mapToObj(s -> run.expression(s, store, session.workers()))
            .toList();
    return new MappedGenes(
        labels, run.graph(), run.genes(), run.homology(), run.refined(), x, run.weights());
  }

  private static List<MappedPair> mappedPairs(
      MappedGenes data, int crossK, GenePairs.Params params, Session session) {
    List<String> nodes = data.labels().nodes();
    MappingScores scores = MappingScores.of(data.graph(), data.labels(), crossK, 0);
    List<Markers> markers =
        IntStream.range(0, data.expression().size())
            .mapToObj(
                s -> Markers.of(data.expression().get(s), data.labels(), s, session.workers()))
            .toList();
    GenePairs pairs =
        GenePairs.of(data, markers, GenePairs.mapped(scores, params), params, session.workers());
    return pairs.mappings().stream()
        .map(
            m ->
                new MappedPair(
                    nodes.get(m.nodeA()),
                    nodes.get(m.nodeB()),
                    scores.scores()[m.nodeA()][m.nodeB()],
                    m.pairs().stream()
                        .map(p -> new MappedPair.Genes(p.geneA(), p.geneB(), p.value()))
                        .toList()))
        .toList();
  }

  static void families(FamiliesOptions options, Session session) {
    DivergenceTimes times = DivergenceTimes.read(options.divergence());
    List<MappingScores> runs = new ArrayList<>();
    for (Path path : options.runs()) {
      try (FinishedRun run = FinishedRun.open(path)) {
        Map<String, LabelSource> labels = new LinkedHashMap<>(options.labels());
        labels.keySet().retainAll(run.ids());
        runs.add(run.score(labels, 0));
      }
    }
    CellTypeFamilies families =
        CellTypeFamilies.of(runs, times, options.params(), session.workers());
    try (OutputFolder folder = OutputFolder.prepare(options.out())) {
      families.write(folder.file("families.tsv"));
      families.writeNodes(folder.file("family_nodes.tsv"));
      families.writePairs(folder.file("family_pairs.tsv"));
      folder.commit();
    }
    session
        .progress()
        .info("%d families are in %s".formatted(families.families().size(), options.out()));
  }

  static void orthogroups(OrthogroupsOptions options, Session session) {
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
      SamapJobs.makeFolder(SamapJobs.folderOf(options.out()));
      pairs.write(options.out());
      session.progress().info("%d pairs are in %s".formatted(pairs.pairs().size(), options.out()));
    }
  }

  private static RefinedHomology homology(FinishedRun run) {
    return new RefinedHomology(run.genes(), run.homology(), run.refined());
  }

  private static ExpressionStore store(FinishedRun run, Session session) {
    return session.resources().orWork(run.folder()).store(run.cells().total());
  }
}
