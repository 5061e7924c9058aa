package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.options.JobContext;
import org.samap.cli.terminal.TerminalProgress;
import org.samap.core.homology.HomologySources;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;
import org.samap.core.run.Workers;

class RunReportTest {
  @TempDir Path folder = Path.of("");

  @Test
  void tellsTheSameOfTwoRunsButForTheirExecution() throws IOException {
    RunReport one = report(1);
    RunReport two = report(2);
    assertThat(one.execution().threads()).isEqualTo(1);
    assertThat(two.execution().threads()).isEqualTo(2);
    assertThat(withoutExecution(one))
        .contains("\"parameters\"", "\"seed\": 5", "\"bytes\": 3", "\"recall\"")
        .isEqualTo(withoutExecution(two));
  }

  @Test
  void tellsRunsOfOtherParametersApart() throws IOException {
    RunReport one = report(1, 5);
    RunReport other = report(1, 6);
    assertThat(withoutExecution(one)).isNotEqualTo(withoutExecution(other));
  }

  @Test
  void holdsParametersChecksumsAndPhases() throws IOException {
    assertThat(report(1).json())
        .contains("\"command\": \"run\"", "\"samap\": \"", "\"maps\": \"tables\"", "\"seed\": 5")
        .contains("\"sumNorm\": \"cell_median\"", "\"npcs\": 100", "\"crossK\": 20")
        .doesNotContain("resources")
        .contains("\"bytes\": 3")
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .contains("\"engine\": \"cuda, NVIDIA H100, 80 GB, driver for CUDA 13.0\"")
        .contains("\"name\": \"map\"", "\"cpuSeconds\": ", "\"peakBytes\": ");
  }

  private static String withoutExecution(RunReport report) {
    String json = report.json();
    return json.substring(0, json.indexOf("\"execution\""));
  }

  private RunReport report(int threads) throws IOException {
    return report(threads, 5);
  }

  private RunReport report(int threads, long seed) throws IOException {
    Path input = folder.resolve("input");
    Files.writeString(input, "abc");
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    try (JobContext context =
        new JobContext(
            Workers.of(threads),
            Resources.ofThisMachine(),
            TerminalProgress.open(nowhere, true),
            nowhere)) {
      context.progress().perform("map", 1, phase -> phase.advance(1));
      return RunReport.of(
          new RunJob(
              List.of(),
              HomologySources.ofMaps(Path.of("tables")),
              RunParams.defaults().withSeed(seed)),
          List.of(input),
          new RunReport.Recall(new LinkedHashMap<>(Map.of("hs", 0.99)), List.of(1.0)),
          "cuda, NVIDIA H100, 80 GB, driver for CUDA 13.0",
          context);
    }
  }
}
