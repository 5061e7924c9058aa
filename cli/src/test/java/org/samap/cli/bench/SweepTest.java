package org.samap.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.plan.MachineRates;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

class SweepTest {
  private static final String REPORT =
      """
      {"execution": {"seconds": 9.0, "cpuSeconds": 12.0, "peakBytes": 5000, "phases": [
        {"name": "aa: read", "seconds": 1.0, "cpuSeconds": 1.5, "peakBytes": 1000},
        {"name": "bb: read", "seconds": 2.0, "cpuSeconds": 2.5, "peakBytes": 2000},
        {"name": "map, iteration 1", "seconds": 1.0, "cpuSeconds": 2.0, "peakBytes": 3000},
        {"name": "map, iteration 2", "seconds": 3.0, "cpuSeconds": 4.0, "peakBytes": 4000}]}}
      """;

  @TempDir Path folder = Path.of("");

  private final List<String> ran = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  @Test
  void putsThePhasesOfSpeciesAndIterationsTogether() throws IOException {
    Path report = folder.resolve("run.json");
    Files.writeString(report, REPORT);
    assertThat(RunCosts.read(report, 10))
        .containsExactly(
            new PhaseCost("read", 3, 4, 2000),
            new PhaseCost("map", 4, 6, 4000),
            new PhaseCost("other", 3, 2, 5000),
            new PhaseCost("total", 10, 12, 5000));
    Files.writeString(report, "{}");
    assertThatThrownBy(() -> RunCosts.read(report, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it has no execution");
  }

  @Test
  void measuresWhatIsMissing() {
    sweep(200);
    assertThat(ran).containsExactly("simulate", "run");
    sweep(200, 300);
    assertThat(ran).containsExactly("simulate", "run", "simulate", "run");
    List<SizeResult> results = SweepTable.read(folder.resolve("out").resolve(Sweep.TABLE));
    assertThat(results).extracting(SizeResult::cells).containsExactly(200, 300);
    SizeResult first = results.getFirst();
    assertThat(first.truth()).isEqualTo(0.25); // one of the four nodes of two types
    assertThat(first.nonZeros()).isPositive();
    assertThat(first.total()).isEqualTo(new PhaseCost("total", 10, 12, 5000));
    assertThat(out.toString()).contains("map", "total", "0.250");
  }

  @Test
  void leavesTheTableAndThePlotsOnly() throws Exception {
    sweep(200, 300);
    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**bench.csv")
        .isDirectoryNotContaining("glob:**data-*")
        .isDirectoryNotContaining("glob:**run-*");
    for (String plot : List.of("time", "cpu", "memory")) {
      Path svg = folder.resolve("out").resolve(plot + ".svg");
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(svg.toFile())
                  .getElementsByTagName("circle")
                  .getLength())
          .isEqualTo(2 * 4); // two sizes, four phases
      Path png = folder.resolve("out").resolve(plot + ".png");
      if (Files.exists(png)) { // where there are fonts
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(2 * LogLogChart.WIDTH);
      }
    }
  }

  @Test
  void refusesATableOfSomethingElse() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out").resolve(Sweep.TABLE), "a,b\n");
    assertThatThrownBy(() -> sweep(200)).isInstanceOf(InputException.class);
  }

  @Test
  void startsAgainASizeWhoseRowsAreNotWhole() throws IOException {
    sweep(200);
    Path table = folder.resolve("out").resolve(Sweep.TABLE);
    List<String> lines = Files.readAllLines(table);
    Files.write(table, lines.subList(0, lines.size() - 1));
    sweep(200);
    assertThat(ran).hasSize(4);
    assertThat(SweepTable.read(table)).hasSize(1);
  }

  @Test
  void fitsTheModelToTheMeasuredSizes() {
    sweep(200, 300);
    CostFit.print(
        params(200, 300), RunParams.defaults(), new MachineRates(1e10, 1e10), new PrintWriter(out));
    assertThat(out.toString())
        .contains("MAP_NEIGHBORS(Stage.MAP, PRODUCTS, ", "LEAST_HEAP = ", "CPU s fitted");
  }

  @Test
  void hasNothingToFitBeforeASweep() {
    assertThatThrownBy(
            () ->
                CostFit.print(
                    params(200),
                    RunParams.defaults(),
                    new MachineRates(1e10, 1e10),
                    new PrintWriter(out)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bench.csv: there are no measured sizes to fit to");
    assertThat(out.toString()).isEmpty();
  }

  private void sweep(Integer... sizes) {
    Path results = folder.resolve("out");
    try {
      Files.createDirectories(results);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Sweep.run(params(sizes), this::pretend, new PrintWriter(out), Progress.silent());
  }

  private SweepParams params(Integer... sizes) {
    return new SweepParams(
        List.of(sizes),
        new SweepParams.Data(200, 2, 500, 0),
        2,
        false,
        List.of(),
        false,
        folder.resolve("out"));
  }

  /** Simulates what is to be simulated; a run leaves the same report every time. */
  private double pretend(List<String> command) {
    ran.add(command.getFirst());
    Path to = Path.of(value(command, "--out="));
    try (Workers workers = Workers.of(1);
        OutputFolder files = OutputFolder.prepare(to)) {
      if (command.getFirst().equals("simulate")) {
        int cells = Integer.parseInt(value(command, "--cells="));
        SimulationParams params = SimulationParams.of(List.of("aa", "bb"), cells, 0);
        params = params.withFamilies(100).withTypes(params.types().withShared(2));
        SimulationFolder.write(Simulation.of(params), files, workers, Progress.silent());
      } else {
        Files.writeString(files.file("run.json"), REPORT);
        Files.writeString(
            files.file("mapping_table.tsv"),
            """
            node\trank\tpartner\tscore
            aa_type0\t1\tbb_type0\t0.5
            bb_type0\t1\taa_type1\t0.6
            bb_type0\t2\taa_type0\t0.5
            aa_type1\t1\tbb_type1\t0
            """);
      }
      files.commit();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return 10;
  }

  private static String value(List<String> command, String option) {
    return command.stream()
        .filter(word -> word.startsWith(option))
        .findFirst()
        .orElseThrow()
        .substring(option.length());
  }
}
