package org.samap.cli.options;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samap.core.engine.Engines;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** The engine, the memory that it can use, and the folder for data that do not fit. */
public final class MemoryArgs {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([kmgt]?)b?");
  private static final String UNITS = "kmgt";

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "Memory that samap can use, such as 8g (default: three quarters of the machine's)."
              + " Expression that does not fit is kept in a file.")
  public Optional<String> memory = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for that file (default: the folder of the results).")
  public Optional<Path> work = Optional.empty();

  @Option(
      names = "--backend",
      paramLabel = "ENGINE",
      description =
          "Engine that does the work: cpu, cuda (NVIDIA GPUs), or auto for the best for this"
              + " machine and the data (default: that of the environment variable SAMAP_BACKEND, or"
              + " auto).")
  public Optional<String> backend = Optional.empty();

  public Resources toResources() {
    Resources r = Resources.ofThisMachine();
    if (memory.isPresent()) {
      r = r.withMemory(bytes("--memory", memory.get()));
    }
    if (backend.isPresent()) {
      r = r.withEngine(engine(backend.get()));
    }
    return work.isPresent() ? r.withWork(Outputs.folder("--work", work.get())) : r;
  }

  private static String engine(String kind) {
    if (!kind.equals(Engines.AUTO) && !Engines.kinds().contains(kind)) {
      throw new InputException("--backend is '%s'; give %s".formatted(kind, Engines.choices()));
    }
    return kind;
  }

  /** Bytes from text such as 800m, 8g or 1.5t; units are powers of 1024. */
  static long bytes(String option, String text) {
    Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    double bytes = 0;
    if (size.matches()) {
      int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
      bytes = Double.parseDouble(size.group(1)) * Math.pow(1024, power);
    }
    if (!(bytes >= 1 << 20)) {
      throw new InputException(
          "%s is '%s'; give a size of at least a megabyte, such as 800m or 8g"
              .formatted(option, text));
    }
    return (long) bytes;
  }
}
