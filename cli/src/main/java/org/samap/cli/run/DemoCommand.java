package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap demo}: the whole job on simulated species. */
@Command(
    name = "demo",
    header = "Simulates three species and maps them; needs no data.",
    description = {
      "Prints the mapping scores of the simulated species and says where the files are."
          + " Takes less than a minute."
    },
    customSynopsis = "samap demo [OPTIONS]",
    footer = {"", "Example:", "  samap demo --out my_demo"})
public final class DemoCommand implements JobCommand {
  @Mixin(name = "Data")
  private Data data = new Data();

  /** What is simulated. */
  static final class Data {
    @Option(
        names = "--cells",
        paramLabel = "N",
        defaultValue = "600",
        description = "Cells of each species, at least 50 (default: ${DEFAULT-VALUE}).")
    int cells;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "samap-demo",
        description = "Folder of the files; made if needed (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("samap-demo");
  }

  @Override
  public DemoOptions call() {
    return new DemoOptions(
        Check.atLeast("--cells", data.cells, 50), data.seed, Check.outputFolder("--out", data.out));
  }
}
