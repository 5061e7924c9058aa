package org.samap.cli.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.terminal.Version;
import org.samap.core.engine.Engines;
import org.samap.core.homology.search.ProgramSearch;
import org.samap.core.homology.search.SearchProgram;
import org.samap.core.pipeline.Resources;
import org.samap.core.simd.Kernels;
import picocli.CommandLine.Command;

/** {@code samap doctor}: what this machine has, and how to install what is missing. */
@Command(
    name = "doctor",
    header = "Tells what this machine has for samap, and what is missing.",
    description = {
      "Lists Java, vector instructions, memory, disk, GPU, and the programs that compare"
          + " sequences: one of diamond, mmseqs, or blastp with makeblastdb is needed to make"
          + " homology tables. Changes nothing."
    },
    customSynopsis = "samap doctor [OPTIONS]",
    footer = {"", "Example:", "  samap doctor"})
public final class DoctorCommand implements Job {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ProgramSearch programs;
  private final Path driver;

  public DoctorCommand() {
    this(
        new ProgramSearch(System.getenv().getOrDefault("PATH", ""), PATIENCE),
        Path.of("/proc/driver/nvidia"));
  }

  /**
   * @param driver where the driver of the GPU tells about itself
   */
  DoctorCommand(ProgramSearch programs, Path driver) {
    this.programs = programs;
    this.driver = driver;
  }

  @Override
  public void check() {
    // Nothing can be wrong.
  }

  @Override
  public void run(JobContext context) {
    PrintWriter out = context.out();
    line(out, "samap", Version.samap());
    line(out, "Java", java());
    line(out, "arithmetic", Kernels.best().toString());
    line(out, "processors", Runtime.getRuntime().availableProcessors() + "");
    line(out, "memory", memory(context.resources()));
    line(
        out,
        "disk",
        disk(Path.of("")) + ", " + disk(Path.of(System.getProperty("java.io.tmpdir"))));
    line(out, "file names", fileNames());
    line(out, "GPU", gpu());
    line(out, "engines", engines());
    for (String kind : Engines.kinds()) {
      Engines.findings(kind).forEach(finding -> line(out, kind, finding));
    }
    List<SearchProgram> missing = new ArrayList<>();
    for (SearchProgram program : SearchProgram.values()) {
      Optional<Path> found = programs.find(program.command());
      line(out, program.command(), found.map(file -> found(program, file)).orElse("not found"));
      if (found.isEmpty()) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      out.printf("%nTo install the missing programs, of which one is enough:%n");
      out.printf("  apt install %s%n", packages(missing, SearchProgram::apt));
      out.printf(
          "  conda install -c conda-forge -c bioconda %s%n",
          packages(missing, SearchProgram::conda));
      out.printf("  brew install %s%n", packages(missing, SearchProgram::brew));
    }
  }

  private static void line(PrintWriter out, String what, String finding) {
    out.printf("%-12s %s%n", what, finding);
  }

  private static String java() {
    return "%s, %s, %s"
        .formatted(
            Version.java(),
            System.getProperty("java.home"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String memory(Resources resources) {
    return "%s, of which a run takes up to %s (--memory), and Java's heap up to %s (-Xmx in SAMAP_JAVA_OPTS)"
        .formatted(
            gigabytes(Resources.physicalMemory()),
            gigabytes(resources.memory()),
            gigabytes(Runtime.getRuntime().maxMemory()));
  }

  private static String disk(Path folder) {
    Path absolute = folder.toAbsolutePath();
    try {
      return "%s free in %s"
          .formatted(gigabytes(Files.getFileStore(absolute).getUsableSpace()), absolute);
    } catch (IOException e) {
      return "%s cannot be looked at (%s)".formatted(absolute, e.getMessage());
    }
  }

  private static String fileNames() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    return encoding.equals("UTF-8")
        ? encoding
        : encoding + ": names with letters of other scripts cannot be read; set LC_ALL=C.UTF-8";
  }

  private String gpu() {
    List<String> models = NvidiaDriver.in(driver).models();
    return models.isEmpty()
        ? "none found (no NVIDIA driver); runs use the processor"
        : String.join(", ", models);
  }

  /** The engines, and the one that runs take unless another is asked for. */
  private static String engines() {
    return "%s; runs take: %s (--backend, SAMAP_BACKEND)"
        .formatted(String.join(", ", Engines.kinds()), Engines.usual());
  }

  private String found(SearchProgram program, Path file) {
    return programs
        .version(file, program.versionArguments())
        .map(version -> version + ", " + file)
        .orElse(file + ", which does not tell its version; install it again");
  }

  private static String packages(List<SearchProgram> programs, Function<SearchProgram, String> of) {
    return programs.stream().map(of).distinct().collect(Collectors.joining(" "));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
