package org.samap.cli.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.simulate.SimulationParams;

/** The work behind {@code samap demo}. */
final class DemoJob {
  private static final List<String> SPECIES = List.of("aa", "bb", "cc");

  private DemoJob() {}

  static void run(DemoOptions options, JobContext context) {
    Path data = options.out().resolve("data");
    Path results = options.out().resolve("results");
    SimulateJob.simulate(
        SimulationParams.of(SPECIES, options.cells(), options.seed()), data, context);
    List<SpeciesInput> species =
        SPECIES.stream()
            .map(
                id ->
                    SpeciesInput.of(id, data.resolve(id + ".h5ad"))
                        .withLabels(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)))
            .toList();
    RunOptions run =
        new RunOptions(
            species,
            data.resolve("maps"),
            RunParams.defaults().withSeed(options.seed()),
            results,
            true);
    MappingScores scores;
    try (OutputFolder folder = OutputFolder.prepare(results)) {
      scores = RunJob.map(run, context.resources(), folder, context);
      folder.commit(RunFiles.outdated(results, List.of()));
    }
    printBestPartners(scores, context.out());
    context.out().printf("%nThe simulated species are in %s%n", data);
    context.out().printf("The results are in %s; open samap.h5ad with scanpy%n", results);
  }

  /** For every node its best partners. */
  private static void printBestPartners(MappingScores scores, PrintWriter out) {
    int width = scores.names().stream().mapToInt(String::length).max().orElse(0);
    String line = "%-" + width + "s  %s%n";
    out.printf(line, "cell type", "partners (score from 0 to 1)");
    String node = "";
    StringBuilder partners = new StringBuilder();
    for (MappingScores.Partner p : scores.ranking()) {
      if (!p.node().name().equals(node) && !node.isEmpty()) {
        out.printf(line, node, partners);
        partners.setLength(0);
      }
      node = p.node().name();
      if (p.score() >= 0.05) {
        partners.append(partners.isEmpty() ? "" : ", ");
        partners.append(String.format(Locale.ROOT, "%s %.2f", p.partner().name(), p.score()));
      }
    }
    out.printf(line, node, partners);
  }
}
