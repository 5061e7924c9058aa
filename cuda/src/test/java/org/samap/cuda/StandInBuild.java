package org.samap.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Builds the stand-in for the NVIDIA driver, with all kernels, by a C++ compiler. What was built
 * before is used again if the sources, the compiler and its options are the same.
 */
final class StandInBuild {
  private static final String COMPILER = "g++";

  /** A compiler must not fuse, reorder or assume more than nvcc does. */
  private static final List<String> OPTIONS =
      List.of(
          "-std=c++17",
          "-O2",
          "-g1",
          "-fPIC",
          "-march=native",
          "-ffp-contract=off",
          "-fno-strict-aliasing",
          "-fwrapv",
          "-Wall",
          "-Wextra",
          "-Wno-unknown-pragmas");

  /** Kernels stop where a device would, or where CUDA leaves open what happens. */
  private static final List<String> KERNEL_OPTIONS =
      List.of(
          "-fsanitize=alignment,bounds,shift-exponent",
          "-fsanitize-undefined-trap-on-error",
          "-Wno-sign-compare",
          "-Wno-unused-parameter");

  private static final Path CUDA_HEADERS = Path.of("/usr/local/cuda/include");

  private final Path module =
      Path.of(System.getProperty("samap.repository", ".."), "cuda").toAbsolutePath().normalize();
  private final Path tests = module.resolve("src/test/cpp");
  private final Path kernels = module.resolve("src/main/cuda");
  private final Path target = module.resolve("target/standin");

  private StandInBuild() {}

  /** The library; skips the test where there is no compiler. */
  static Path library() {
    return Built.LIBRARY.orSkip();
  }

  /** Built once in a run of tests. */
  private enum Built {
    LIBRARY;

    private final boolean hasCompiler = hasCompiler();
    private final Path path = hasCompiler ? new StandInBuild().build() : Path.of("");

    Path orSkip() {
      assumeTrue(
          hasCompiler,
          "g++ is not installed: the kernels of the CUDA engine cannot be tested without a GPU");
      return path;
    }
  }

  private static boolean hasCompiler() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, COMPILER)));
  }

  private Path build() {
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Tests run in several processes, of which one builds.
    try (FileChannel file =
            FileChannel.open(
                target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      List<Path> sources = new ArrayList<>(files(tests, ".cpp"));
      sources.addAll(files(tests, ".cu"));
      sources.addAll(files(kernels, ".cu"));
      String common = common();
      List<Path> objects = compiled(sources, common);
      String name = hash(objects.toString()) + ".so";
      Path library = target.resolve("libcuda-" + name);
      if (!Files.exists(library)) {
        List<String> link = new ArrayList<>(List.of(COMPILER, "-shared", "-Wl,--no-undefined"));
        objects.forEach(o -> link.add(o.toString()));
        run(link, library);
      }
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> compiled(List<Path> sources, String common) {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Path>> made =
          sources.stream().map(s -> both.submit(() -> compile(s, common))).toList();
      List<Path> objects = new ArrayList<>();
      for (Future<Path> object : made) {
        objects.add(object.get());
      }
      return objects;
    } catch (ExecutionException e) {
      throw new AssertionError("the kernels cannot be built for tests: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What every source depends on: headers, options, compiler and processor. */
  private String common() throws IOException {
    StringBuilder all = new StringBuilder(OPTIONS + " " + KERNEL_OPTIONS);
    for (Path header : files(tests, ".h")) {
      all.append(Files.readString(header));
    }
    for (Path header : files(kernels, ".cuh")) {
      all.append(Files.readString(header));
    }
    all.append(output(List.of(COMPILER, "-march=native", "-Q", "--help=target")));
    return all.append(output(List.of(COMPILER, "--version"))).toString();
  }

  private Path compile(Path source, String common) throws IOException {
    String name = source.getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    Path object =
        target.resolve(stem + "-" + hash(name + common + Files.readString(source)) + ".o");
    if (!Files.exists(object)) {
      List<String> command = new ArrayList<>(List.of(COMPILER));
      command.addAll(OPTIONS);
      command.addAll(List.of("-DSAMAP_MODULE=" + stem, "-I" + tests, "-I" + kernels));
      if (name.endsWith(".cu")) {
        command.addAll(KERNEL_OPTIONS);
      } else if (Files.exists(CUDA_HEADERS)) {
        command.addAll(List.of("-I" + CUDA_HEADERS, "-Wmissing-declarations", "-Werror"));
      }
      command.addAll(List.of("-x", "c++", "-c", source.toString()));
      run(command, object);
    }
    return object;
  }

  /** Makes a file by a command, at once whole. */
  private static void run(List<String> command, Path to) throws IOException {
    Path part = Files.createTempFile(to.getParent(), "part", ".tmp");
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("-o", part.toString()));
    output(all);
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + "\n" + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
