package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.HomologyDelta;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.pipeline.FinishedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap delta}: compares expression with sequence, link by link. */
@Command(
    name = "delta",
    header = "Compares how well homologs agree in expression with what their sequences suggest.",
    description = {
      "For every link of two expressed genes: its refined weight minus the median refined weight of"
          + " links, between the same two species, with similar sequence weight. A gene is"
          + " expressed if its SAM weight is above 0 and at least one in 1,000 cells has it."
    },
    customSynopsis = "samap delta DIR [OPTIONS]",
    footer = {"", "Example: all homologs of the run in hs_mm", "  samap delta hs_mm"})
public final class DeltaCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "Number of links in the window of the running median (default: ${DEFAULT-VALUE}).")
  private int window = HomologyDelta.Params.defaults().window();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/homology_delta.tsv.gz).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (FinishedRun run = FinishedRun.open(dir.folder())) {
      RefinedHomology homology = run.refinedHomology();
      HomologyDelta delta = HomologyDelta.of(homology, expressedGenes(run, context), params());
      Outputs.write(out(), delta::write);
      context
          .progress()
          .info(
              "%d of %d links join two expressed genes; they are in %s"
                  .formatted(delta.edges().size(), homology.sequence().entries() / 2, out()));
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

  private HomologyDelta.Params params() {
    return new HomologyDelta.Params(window);
  }

  private Path out() {
    return dir.outputFile(out, "homology_delta.tsv.gz");
  }
}
