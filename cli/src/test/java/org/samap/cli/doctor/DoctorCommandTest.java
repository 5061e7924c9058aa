package org.samap.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.cli.options.JobContext;
import org.samap.cli.terminal.TerminalProgress;
import org.samap.core.homology.search.ProgramSearch;
import org.samap.core.homology.search.SearchProgram;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.Workers;

class DoctorCommandTest {
  @TempDir Path folder = Path.of("");

  private Path tools = Path.of("");

  @BeforeEach
  void aFolderOfPrograms() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell on this machine");
    tools = Files.createDirectory(folder.resolve("tools"));
  }

  @Test
  void tellsVersionAndPlaceOfWhatIsThereAndHowToInstallTheRest() throws IOException {
    script("diamond", "echo diamond version 2.1.8");
    script("mmseqs", "echo 15-6f452+ds-2");
    assertThat(examined())
        .contains(
            "diamond      2.1.8, " + tools.resolve("diamond"),
            "mmseqs       15-6f452+ds-2, " + tools.resolve("mmseqs"),
            "blastp       not found",
            "makeblastdb  not found",
            "  apt install ncbi-blast+",
            "  conda install -c conda-forge -c bioconda blast",
            "  brew install blast")
        .noneMatch(line -> line.contains("diamond-aligner"));
  }

  @Test
  void namesNothingToInstallWhereAllIsThere() throws IOException {
    for (SearchProgram program : SearchProgram.values()) {
      script(program.command(), "echo " + program.command() + ": 1.2.3+");
    }
    assertThat(examined())
        .contains("blastp       1.2.3+, " + tools.resolve("blastp"))
        .noneMatch(line -> line.contains("install"));
  }

  @Test
  void waitsForNoProgramThatHangsAndTrustsNoneThatFails() throws IOException {
    script("diamond", "exec sleep 60");
    script("mmseqs", "echo 15; exit 3");
    script("blastp", "true");
    assertThat(examined())
        .filteredOn(line -> line.contains("does not tell its version"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("diamond", "mmseqs", "blastp");
  }

  @Test
  void passesOverWhatIsNoProgram() throws IOException {
    Files.createDirectory(tools.resolve("diamond"));
    Files.writeString(tools.resolve("mmseqs"), "no program");
    assertThat(examined()).contains("diamond      not found", "mmseqs       not found");
  }

  @Test
  void namesTheGpusThatTheDriverTellsOf() throws IOException {
    assertThat(examined()).anyMatch(line -> line.startsWith("GPU          none found"));
    Path card = Files.createDirectories(folder.resolve("driver/gpus/0000:65:00.0"));
    Files.writeString(card.resolve("information"), "Model: \t\t NVIDIA H100\nIRQ: 5\n");
    assertThat(examined()).contains("GPU          NVIDIA H100");
  }

  @Test
  void isACommand() {
    Outcome outcome = Outcome.of("doctor");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("Java         " + Runtime.version())
        .contains("free in " + Path.of("").toAbsolutePath());
  }

  private List<String> examined() {
    StringWriter out = new StringWriter();
    try (JobContext context =
        new JobContext(
            Workers.of(1),
            Resources.ofThisMachine(),
            TerminalProgress.open(new PrintWriter(new StringWriter()), true),
            new PrintWriter(out))) {
      String path = folder.resolve("absent") + File.pathSeparator + tools;
      new DoctorCommand(new ProgramSearch(path, Duration.ofSeconds(2)), folder.resolve("driver"))
          .run(context);
    }
    return out.toString().lines().toList();
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
