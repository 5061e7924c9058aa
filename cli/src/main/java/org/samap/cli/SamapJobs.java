package org.samap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.samap.cli.bench.CostFit;
import org.samap.cli.bench.SweepParams;
import org.samap.core.analysis.MappingScores;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.BlastTables;
import org.samap.core.homology.HomologyParams;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.PreparedSpecies;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.pipeline.plan.MachineRates;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.run.InputException;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** The work behind the commands, done by the library. */
final class SamapJobs implements Jobs {
  private static final List<String> DEMO_SPECIES = List.of("aa", "bb", "cc");

  @Override
  public void run(RunOptions options, Session session) {
    List<Path> inputs = inputs(options);
    for (SpeciesInput s : options.species()) {
      requireOther(options.out().resolve(s.id() + ".h5ad"), inputs);
    }
    requireOther(options.out().resolve(RunFolder.COMBINED), inputs);
    RunPlan plan = requireRoom(options, session);
    Resources resources = session.resources().withExpression(plan.expressionBudget());
    try (OutputFolder folder = OutputFolder.prepare(options.out())) {
      map(options, resources, folder, session);
      folder.commit();
    }
    session.progress().info("Results are in " + options.out());
  }

  @Override
  public void plan(RunOptions options, Session session) {
    PlanTable.lines(planOf(options, session)).forEach(session.out()::println);
  }

  /** Tells what the run will take, and refuses one that cannot end well. */
  private static RunPlan requireRoom(RunOptions options, Session session) {
    RunPlan plan = planOf(options, session);
    if (!plan.fits()) {
      PlanTable.lines(plan).forEach(session.progress()::info);
    }
    PlanTable.require(plan);
    session.progress().info(PlanTable.line(plan));
    return plan;
  }

  private static RunPlan planOf(RunOptions options, Session session) {
    return RunPlan.of(
        options.species(), tables(options), params(options, session), session.workers().threads());
  }

  private static RunParams params(RunOptions options, Session session) {
    return params(options.sam(), options.umap(), options.seed(), options)
        .withWriteExpression(options.expression())
        .withResources(session.resources());
  }

  private static MappingScores map(
      RunOptions options, Resources resources, OutputFolder folder, Session session) {
    RunParams params =
        params(options, session).withResources(resources.orWork(folder.file("work")));
    RunFolder files = RunFolder.in(folder, params, session.workers(), session.progress());
    try (MappingJob.Outcome outcome =
        MappingJob.run(
            options.species(),
            options.homology().maps(),
            params,
            files,
            session.workers(),
            session.progress())) {
      files.write(outcome);
      RunReport.Recall recall = RunReport.Recall.of(outcome);
      String report = RunReport.of("run", options, inputs(options), recall, session).json();
      OutputFile.writeText(folder.file("run.json"), out -> out.write(report));
      return outcome.scores();
    }
  }

  private static RunParams params(SamSettings sam, boolean umap, long seed, RunOptions options) {
    HomologyParams homology =
        HomologyParams.defaults()
            .withMaxEvalue(options.homology().evalue())
            .withReciprocal(options.homology().reciprocal());
    return params(sam, umap, seed, homology, options.mapping());
  }

  private static RunParams params(
      SamSettings sam, boolean umap, long seed, HomologyParams homology, MappingParams mapping) {
    return new RunParams(
        PreprocessParams.defaults(),
        SamParams.defaults()
            .withNpcs(sam.npcs())
            .withK(sam.k())
            .withNGenes(sam.nGenes())
            .withWeightMode(sam.weightMode())
            .withSearchMethod(sam.search())
            .withSeed(seed),
        sam.loadings(),
        LeidenParams.defaults().withSeed(seed),
        homology,
        mapping,
        umap,
        sam.redo(),
        true,
        Resources.ofThisMachine());
  }

  /** A result never takes the place of what it is made from. */
  private static void requireOther(Path result, List<Path> inputs) {
    for (Path input : inputs) {
      try {
        if (Files.exists(result) && Files.isSameFile(result, input)) {
          throw new InputException(
              result + " would be written over the input of that name; choose another --out");
        }
      } catch (IOException e) {
        throw new InputException(input + ": cannot be read (" + e.getMessage() + ")", e);
      }
    }
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
  }

  static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be made (%s); choose another --out".formatted(folder, e.getMessage()), e);
    }
  }

  /** Every file that a run reads. */
  private static List<Path> inputs(RunOptions options) {
    List<Path> files = new ArrayList<>();
    for (SpeciesInput s : options.species()) {
      files.add(s.file());
      s.names().ifPresent(files::add);
      for (Optional<LabelSource> source : List.of(s.labels(), s.clusters())) {
        if (source.orElse(null) instanceof LabelSource.Table(Path file)) {
          files.add(file);
        }
      }
    }
    files.addAll(tables(options));
    return files;
  }

  private static List<Path> tables(RunOptions options) {
    return BlastTables.in(options.homology().maps())
        .files(options.species().stream().map(SpeciesInput::id).toList());
  }

  @Override
  public void sam(SamOptions options, Session session) {
    requireOther(options.out(), List.of(options.file()));
    SpeciesInput input =
        new SpeciesInput(
            "sam",
            options.file(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            options.layer(),
            options.resolution());
    RunParams params =
        params(
            options.sam(),
            options.umap(),
            options.seed(),
            HomologyParams.defaults(),
            MappingParams.defaults());
    int cells = SpeciesPreparation.check(input);
    Path folder = folderOf(options.out());
    makeFolder(folder);
    Resources resources = session.resources().orWork(folder);
    try (ExpressionStore store = resources.store(cells)) {
      PreparedSpecies.WithFile species =
          SpeciesPreparation.prepare(input, params, store, session.workers(), session.progress());
      AnnDataWriter.write(species.annotated(), options.out(), session.workers());
    }
    session.progress().info("The result is in " + options.out());
  }

  @Override
  public void scores(ScoresOptions options, Session session) {
    ScoresJob.run(options, session);
  }

  @Override
  public void transfer(TransferOptions options, Session session) {
    TransferJob.run(options, session);
  }

  @Override
  public void cluster(ClusterOptions options, Session session) {
    ClusterJob.run(options, session);
  }

  @Override
  public void markers(MarkersOptions options, Session session) {
    GeneJobs.markers(options, session);
  }

  @Override
  public void pairs(PairsOptions options, Session session) {
    GeneJobs.pairs(options, session);
  }

  @Override
  public void enrich(EnrichOptions options, Session session) {
    GeneJobs.enrich(options, session);
  }

  @Override
  public void paralogs(ParalogsOptions options, Session session) {
    EvolutionJobs.paralogs(options, session);
  }

  @Override
  public void delta(DeltaOptions options, Session session) {
    EvolutionJobs.delta(options, session);
  }

  @Override
  public void triangles(TrianglesOptions options, Session session) {
    EvolutionJobs.triangles(options, session);
  }

  @Override
  public void query(QueryOptions options, Session session) {
    EvolutionJobs.query(options, session);
  }

  @Override
  public void modules(ModulesOptions options, Session session) {
    EvolutionJobs.modules(options, session);
  }

  @Override
  public void families(FamiliesOptions options, Session session) {
    EvolutionJobs.families(options, session);
  }

  @Override
  public void orthogroups(OrthogroupsOptions options, Session session) {
    EvolutionJobs.orthogroups(options, session);
  }

  @Override
  public void simulate(SimulateOptions options, Session session) {
    simulate(options.params(), options.out(), session);
    session.progress().info("Simulated species are in " + options.out());
  }

  private static void simulate(SimulationParams params, Path out, Session session) {
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      SimulationFolder.write(Simulation.of(params), folder, session.workers(), session.progress());
      folder.commit();
    }
  }

  @Override
  public void demo(DemoOptions options, Session session) {
    Path data = options.out().resolve("data");
    Path results = options.out().resolve("results");
    simulate(SimulationParams.of(DEMO_SPECIES, options.cells(), options.seed()), data, session);
    List<SpeciesInput> species =
        DEMO_SPECIES.stream()
            .map(
                id ->
                    SpeciesInput.of(id, data.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    RunOptions run =
        new RunOptions(
            species,
            HomologySettings.defaults(data.resolve("maps")),
            SamSettings.defaults(),
            MappingParams.defaults(),
            true,
            true,
            options.seed(),
            results);
    MappingScores scores;
    try (OutputFolder folder = OutputFolder.prepare(results)) {
      scores = map(run, session.resources(), folder, session);
      folder.commit();
    }
    printBestPartners(scores, session.out());
    session.out().printf("%nThe simulated species are in %s%n", data);
    session.out().printf("The results are in %s; open samap.h5ad with scanpy%n", results);
  }

  @Override
  public void bench(SweepParams params, Session session) {
    BenchJob.run(params, session);
  }

  @Override
  public void fit(SweepParams sweep, Session session) {
    RunParams params =
        params(
            SamSettings.defaults(),
            sweep.umap(),
            0,
            HomologyParams.defaults(),
            MappingParams.defaults());
    CostFit.print(sweep, params.withWriteExpression(false), MachineRates.measure(), session.out());
  }

  /** For every node its best partners. */
  private static void printBestPartners(MappingScores scores, PrintWriter out) {
    int width = scores.nodes().stream().mapToInt(String::length).max().orElse(0);
    String line = "%-" + width + "s  %s%n";
    out.printf(line, "cell type", "partners (score from 0 to 1)");
    String node = "";
    StringBuilder partners = new StringBuilder();
    for (MappingScores.Partner p : scores.ranking()) {
      if (!p.node().equals(node) && !node.isEmpty()) {
        out.printf(line, node, partners);
        partners.setLength(0);
      }
      node = p.node();
      if (p.score() >= 0.05) {
        partners.append(partners.isEmpty() ? "" : ", ");
        partners.append(String.format(Locale.ROOT, "%s %.2f", p.partner(), p.score()));
      }
    }
    out.printf(line, node, partners);
  }
}
