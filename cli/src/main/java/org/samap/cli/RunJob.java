package org.samap.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.homology.BlastTables;
import org.samap.core.homology.HomologyParams;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;

/** The work behind {@code samap run} and {@code samap plan}. */
final class RunJob {
  private RunJob() {}

  static void run(RunOptions options, Session session) {
    List<Path> inputs = inputs(options);
    for (SpeciesInput s : options.species()) {
      Outputs.requireOther(options.out().resolve(s.id() + ".h5ad"), inputs);
    }
    Outputs.requireOther(options.out().resolve(RunFolder.COMBINED), inputs);
    RunPlan plan = requireRoom(options, session);
    Resources resources = session.resources().withExpression(plan.expressionBudget());
    try (OutputFolder folder = OutputFolder.prepare(options.out())) {
      map(options, resources, folder, session);
      folder.commit();
    }
    session.progress().info("Results are in " + options.out());
  }

  static void plan(RunOptions options, Session session) {
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

  /** Maps into a folder of results; the scores are given back. */
  static MappingScores map(
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

  /** The parameters of an analysis with these settings. */
  static RunParams params(
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
}
