package org.samap.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.terminal.Version;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.homology.HomologySources;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.pipeline.CheckedSpecies;
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
import org.samap.report.data.RunData;
import org.samap.report.page.ReportPage;

/**
 * What is mapped, and how: {@code samap run} does it, and {@code samap plan} predicts it.
 *
 * @param species at least two, in the order given
 * @param links where the links between genes come from
 * @param params everything else that the results depend on
 */
record RunJob(List<SpeciesInput> species, HomologySources links, RunParams params) {
  RunJob {
    species = List.copyOf(species);
  }

  /**
   * Maps.
   *
   * @param out the folder of the results, which may not exist yet
   * @param writing what is written besides the results
   */
  void run(Path out, Writing writing, JobContext context) {
    List<Path> inputs = inputs();
    Outputs.folder("--out", out, results(), inputs);
    context.resources().requireEngine();
    CheckedSpecies checked = CheckedSpecies.of(species, params);
    warnOfSpace(context);
    RunPlan plan = requireRoom(checked, context);
    context.progress().follow(Schedule.of(plan, params.mapping().rounds().iterations()));
    Resources resources = context.resources().withExpression(plan.expressionBudget());
    MappingScores scores;
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      scores = map(checked, resources, folder, context);
      folder.commit(writing.replace ? RunFiles.outdated(out, inputs) : List.of());
    } catch (OutOfMemoryError e) {
      throw new InputException(PlanTable.outOfMemory(plan), e);
    }
    context.progress().info("Results are in " + out);
    if (writing.page) {
      writePage(out, context);
    }
    RunSummary.lines(scores, out).forEach(context.out()::println);
    if (Files.exists(out.resolve(ReportPage.FILE))) {
      context
          .out()
          .println("To look at, in a browser:               " + out.resolve(ReportPage.FILE));
    }
  }

  /** With two species, the components of all are those of the two. */
  private void warnOfSpace(JobContext context) {
    if (params.mapping().search().space() == SearchSpace.PAIR && species.size() > 2) {
      context
          .progress()
          .warn(
              "--search-space pair can match a type without a counterpart more strongly than joint"
                  + " does; leave it out, or judge the matches with 'samap confidence'");
    }
  }

  /**
   * How the results are written.
   *
   * @param replace whether the results of another run that are there go
   * @param page whether the report page is made of the results
   */
  record Writing(boolean replace, boolean page) {}

  /** Makes the page of results that are complete: if it cannot be made, they stay. */
  private static void writePage(Path out, JobContext context) {
    try (RunData data =
        RunData.open(out, Map.of(), context.resources(), context.workers(), context.progress())) {
      ReportPage.Params params =
          new ReportPage.Params(out, Version.samap(), ReportPage.Params.USUAL_BYTES);
      ReportPage.write(data, context.workers(), params, out.resolve(ReportPage.FILE));
    } catch (InputException e) {
      notMade(out, String.valueOf(e.getMessage()), context);
    } catch (OutOfMemoryError _) {
      notMade(out, "there is too little memory", context);
    }
  }

  private static void notMade(Path out, String reason, JobContext context) {
    context
        .progress()
        .warn("the report page is not made (%s); try 'samap report %s'".formatted(reason, out));
  }

  /** Prints the plan, and fails if the run cannot end well. */
  void plan(JobContext context) {
    context.resources().requireEngine();
    CheckedSpecies checked = CheckedSpecies.of(species, params);
    MappingJob.check(
        checked,
        links,
        params.withResources(context.resources()),
        context.workers(),
        context.progress());
    RunPlan plan = planOf(checked, context);
    PlanTable.lines(plan).forEach(context.out()::println);
    RunPlan.engineMemory(checked, params.withResources(context.resources()))
        .ifPresent(memory -> PlanTable.lines(memory).forEach(context.out()::println));
    PlanTable.require(plan);
  }

  /** Tells what the run will take, and refuses one that cannot end well. */
  private RunPlan requireRoom(CheckedSpecies checked, JobContext context) {
    RunPlan plan = planOf(checked, context);
    if (!plan.fits()) {
      PlanTable.lines(plan).forEach(context.progress()::info);
    }
    PlanTable.require(plan);
    context.progress().info(PlanTable.line(plan));
    return plan;
  }

  private RunPlan planOf(CheckedSpecies checked, JobContext context) {
    return RunPlan.of(
        checked, tables(), params.withResources(context.resources()), context.workers().threads());
  }

  /** Maps into a folder of results; the scores are given back. */
  private MappingScores map(
      CheckedSpecies checked, Resources resources, OutputFolder folder, JobContext context) {
    RunParams all = params.withResources(resources.orWork(folder.file("work")));
    RunFolder files = RunFolder.in(folder, all, context.workers(), context.progress());
    try (MappingJob.Outcome outcome =
        MappingJob.run(checked, links, all, files, context.workers(), context.progress())) {
      files.write(outcome);
      RunReport.Recall recall = RunReport.Recall.of(outcome);
      String report = RunReport.of(this, inputs(), recall, outcome.engine(), context).json();
      OutputFile.writeText(folder.file("run.json"), out -> out.write(report));
      return outcome.scores();
    }
  }

  /** The names of the files that a run writes. */
  List<String> results() {
    return RunFiles.results(ids(), params.mapping().rounds().iterations());
  }

  private List<String> ids() {
    return species.stream().map(SpeciesInput::id).toList();
  }

  /** Every file that a run reads. */
  private List<Path> inputs() {
    List<Path> files = new ArrayList<>();
    for (SpeciesInput s : species) {
      files.addAll(s.files().all());
      s.names().ifPresent(files::add);
      for (Optional<LabelSource> source : List.of(s.labels(), s.clusters())) {
        if (source.orElse(null) instanceof LabelSource.Table(Path file)) {
          files.add(file);
        }
      }
    }
    files.addAll(tables());
    return files;
  }

  private List<Path> tables() {
    return links.files(ids());
  }
}
