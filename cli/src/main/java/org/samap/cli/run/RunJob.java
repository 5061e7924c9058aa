package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.homology.BlastTables;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.pipeline.plan.Schedule;
import org.samap.core.run.InputException;

/** The work behind {@code samap run} and {@code samap plan}. */
public final class RunJob {
  private RunJob() {}

  static void run(RunOptions options, JobContext context) {
    List<Path> inputs = inputs(options);
    for (SpeciesInput s : options.species()) {
      Outputs.requireOther(options.out().resolve(s.id() + ".h5ad"), inputs);
    }
    Outputs.requireOther(options.out().resolve(RunFolder.COMBINED), inputs);
    RunPlan plan = requireRoom(options, context);
    context.progress().follow(Schedule.of(plan, options.params().mapping().rounds().iterations()));
    Resources resources = context.resources().withExpression(plan.expressionBudget());
    MappingScores scores;
    try (OutputFolder folder = OutputFolder.prepare(options.out())) {
      scores = map(options, resources, folder, context);
      folder.commit(options.replace() ? RunFiles.outdated(options.out(), inputs) : List.of());
    } catch (OutOfMemoryError e) {
      throw new InputException(PlanTable.outOfMemory(plan), e);
    }
    context.progress().info("Results are in " + options.out());
    RunSummary.lines(scores, options.out()).forEach(context.out()::println);
  }

  /** Prints the plan, and fails if the run cannot end well. */
  static void plan(RunOptions options, JobContext context) {
    MappingJob.check(
        options.species(), options.maps(), options.params(), context.workers(), context.progress());
    RunPlan plan = planOf(options, context);
    PlanTable.lines(plan).forEach(context.out()::println);
    PlanTable.require(plan);
  }

  /** Tells what the run will take, and refuses one that cannot end well. */
  private static RunPlan requireRoom(RunOptions options, JobContext context) {
    RunPlan plan = planOf(options, context);
    if (!plan.fits()) {
      PlanTable.lines(plan).forEach(context.progress()::info);
    }
    PlanTable.require(plan);
    context.progress().info(PlanTable.line(plan));
    return plan;
  }

  private static RunPlan planOf(RunOptions options, JobContext context) {
    return RunPlan.of(
        options.species(),
        tables(options),
        options.params().withResources(context.resources()),
        context.workers().threads());
  }

  /** Maps into a folder of results; the scores are given back. */
  private static MappingScores map(
      RunOptions options, Resources resources, OutputFolder folder, JobContext context) {
    RunParams params = options.params().withResources(resources.orWork(folder.file("work")));
    RunFolder files = RunFolder.in(folder, params, context.workers(), context.progress());
    try (MappingJob.Outcome outcome =
        MappingJob.run(
            options.species(),
            options.maps(),
            params,
            files,
            context.workers(),
            context.progress())) {
      files.write(outcome);
      RunReport.Recall recall = RunReport.Recall.of(outcome);
      String report = RunReport.of(options, inputs(options), recall, context).json();
      OutputFile.writeText(folder.file("run.json"), out -> out.write(report));
      return outcome.scores();
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
    return BlastTables.in(options.maps())
        .files(options.species().stream().map(SpeciesInput::id).toList());
  }
}
