package org.samap.cuda.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cuda.StandIn;

/** The table of kernels can be made; what it says of a stand-in means nothing. */
class KernelTableTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  @Tag("slow")
  @Test
  void measuresEveryOperationThatRunsOnTheDevice(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("kernels.csv");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    KernelTable.measure(
        100, 60, Optional.of(table), new PrintStream(told, true, StandardCharsets.UTF_8));
    List<String> lines = Files.readAllLines(table);
    assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("failed");
    assertThat(lines).allMatch(line -> line.split(",", -1).length >= 9);
    assertThat(lines.getFirst()).startsWith("operation,cells,kernel,launches,seconds");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("\"matrix rate, bf16\",0,matrix_rate,1,"))
        .anyMatch(line -> line.startsWith("\"copy inside the device\",0,,1,"))
        .anyMatch(line -> line.startsWith("\"nearest across, both ways\",100,,1,"))
        .anyMatch(line -> line.startsWith("\"nearest across, both ways\",100,offer_products,"));
  }
}
