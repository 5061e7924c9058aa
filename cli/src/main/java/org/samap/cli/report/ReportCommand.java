package org.samap.cli.report;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.terminal.Version;
import org.samap.core.run.InputException;
import org.samap.report.data.RunData;
import org.samap.report.page.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap report}: makes the page that shows a finished run. */
@Command(
    name = "report",
    header = "Makes one page that shows a finished run in a browser.",
    description = {
      "The page opens by a double click and takes nothing from a network. It shows the cells, the"
          + " scores and the genes behind them, and every table that other commands have written"
          + " in the folder of the run."
    },
    customSynopsis = "samap report DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: with the cell types of another column, for a colleague",
      "  samap report hs_mm --labels hs=cell_type --labels mm=cell_type --out hs_mm.html"
    })
public final class ReportCommand implements Job {
  private static final long MEGABYTE = 1_000_000;

  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--size",
      paramLabel = "MB",
      description =
          "The size of the page in megabytes, which decides of how many genes it has the expression"
              + " of each cell (default: ${DEFAULT-VALUE}).")
  private int size = (int) (ReportPage.Params.USUAL_BYTES / MEGABYTE);

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page, an .html file (default: DIR/report.html).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels.sources(dir.species());
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (RunData data =
        RunData.open(
            dir.folder(),
            labels.sources(dir.species()),
            context.resources(),
            context.workers(),
            context.progress())) {
      Outputs.write(out(), file -> ReportPage.write(data, context.workers(), params(), file));
    }
    context.progress().info("The report is in " + out());
  }

  private ReportPage.Params params() {
    if (size < 1) {
      throw new InputException("--size: %d is no size; give at least 1 (MB)".formatted(size));
    }
    return new ReportPage.Params(dir.folder(), Version.samap(), size * MEGABYTE);
  }

  private Path out() {
    return dir.outputFile(out, ReportPage.FILE);
  }
}
