package org.samap.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The NVIDIA driver of a Linux machine, as it tells about itself in files: nothing of it is loaded.
 *
 * @param models the names of its GPUs
 */
record NvidiaDriver(List<String> models) {
  private static final String MODEL = "Model:";

  /**
   * @param folder where the driver tells about itself: {@code /proc/driver/nvidia}
   */
  static NvidiaDriver in(Path folder) {
    Path gpus = folder.resolve("gpus");
    if (!Files.isDirectory(gpus)) {
      return new NvidiaDriver(List.of());
    }
    try (Stream<Path> cards = Files.list(gpus)) {
      return new NvidiaDriver(cards.sorted().map(NvidiaDriver::model).toList());
    } catch (IOException e) {
      return new NvidiaDriver(List.of());
    }
  }

  private static String model(Path card) {
    try (Stream<String> lines = Files.lines(card.resolve("information"))) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(MODEL.length()).strip())
          .findFirst()
          .orElse("unnamed");
    } catch (IOException e) {
      return "unnamed";
    }
  }
}
