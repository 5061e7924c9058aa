package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Main;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** A run in a process of its own that is ended as by Ctrl-C. */
class InterruptedRunTest {
  private static final Path KILL = Path.of("/bin/kill");
  private static final String PHASE = "aa: gene weights";

  @TempDir private Path folder = Path.of("");

  @Test
  void endsInALineOfItsOwnAndLeavesNothing() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(KILL), "no " + KILL + " on this machine");
    assumeTrue(!ignoresInterrupts(), "the tests run in the background, where Ctrl-C is ignored");
    simulate();
    Process run = start();
    String err;
    try (InputStream in = run.getErrorStream()) {
      StringBuilder said = new StringBuilder();
      for (int c = in.read(); c >= 0 && said.indexOf(PHASE) < 0; c = in.read()) {
        said.append((char) c);
      }
      assertThat(said.toString()).contains(PHASE); // it has come that far
      new ProcessBuilder(KILL.toString(), "-INT", String.valueOf(run.pid())).start().waitFor();
      err = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      run.destroyForcibly();
    }
    assertThat(run.waitFor()).isEqualTo(130);
    assertThat(err).containsPattern("\r\u001B\\[Kinterrupted in aa: [a-z ]+\n\\z");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("data"));
    }
  }

  /** A process that a shell starts in the background ignores the signal, and so do its children. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }

  private void simulate() {
    try (Workers workers = Workers.of(2);
        OutputFolder files = OutputFolder.prepare(folder.resolve("data"))) {
      Simulation simulation = Simulation.of(SimulationParams.of(List.of("aa", "bb"), 500, 1));
      SimulationFolder.write(simulation, files, workers, Progress.silent());
      files.commit();
    }
  }

  /** A run that takes its standard error for a terminal. */
  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsamap.terminal=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "--species",
            "aa=data/aa.h5ad",
            "--species",
            "bb=data/bb.h5ad",
            "--maps",
            "data/maps",
            "--out",
            "run")
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
