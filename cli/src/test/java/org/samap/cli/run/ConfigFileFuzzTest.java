package org.samap.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.options.OptionParsing;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import picocli.CommandLine;

/** Damaged files of options are read, or refused in one line. */
class ConfigFileFuzzTest {
  private static final Specimen OPTIONS =
      Specimen.of(
          "run.yaml",
          """
          species: {hs: data/human.h5ad, mm: data/mouse.h5ad}
          maps: maps
          out: results
          labels: {hs: cell_type, mm: data/labels.tsv}
          hops: [2, mm: 4]
          resolution: 1.5
          no-umap: true
          evalue: 1e-3 # a comment
          """);

  private static final int LONG = 8000;

  @TempDir Path folder;

  @Test
  void readsOrRefusesDamagedOptions() throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, List.of(OPTIONS), ConfigFileFuzzTest::read);
  }

  @Test
  @Tag("slow")
  void readsOrRefusesManyDamagedOptions() throws IOException {
    Fuzz.survives(Fuzz.MANY / 5, folder, List.of(OPTIONS), ConfigFileFuzzTest::read);
  }

  private static void read(Path file) throws IOException {
    ConfigFile options = ConfigFile.read(file);
    if (Files.size(file) > LONG) {
      return; // the parser of options takes time and memory for thousands of values
    }
    CommandLine command = OptionParsing.configure(new CommandLine(new RunCommand()));
    command.parseArgs();
    options.completeOptions(command.getCommandSpec(), new RunCommand());
  }
}
