package org.samap.cuda.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of the kernels, and the PTX that is made of them. */
class KernelSourcesTest {
  private static final Path CUDA =
      Path.of(System.getProperty("samap.repository", "..")).resolve("cuda");
  private static final Path SOURCES = CUDA.resolve("src/main/cuda");

  private static final Pattern SOURCE_KERNEL = Pattern.compile("SAMAP_KERNEL\\(([^,]+),\\s*(\\w+)");
  private static final Pattern PTX_KERNEL = Pattern.compile("\\.entry\\s+(\\w+)");

  /** An atomic addition whose value is written as a floating-point number, or cast to one. */
  private static final Pattern FLOAT_ADDITION =
      Pattern.compile("atomicAdd(_\\w+)?\\s*\\([^;]*?(\\((float|double)|\\b\\d+\\.\\d*f?\\b)");

  private static final Pattern ATOMIC =
      Pattern.compile("\\b(atom|red)\\.[\\w.]*\\.(f16|f16x2|bf16|bf16x2|f32|f64)\\b");

  @Test
  void everyKernelOfASourceIsInItsPtxAndNoOther() throws IOException {
    assertThat(KernelFiles.names()).isEqualTo(sources().map(KernelSourcesTest::name).toList());
    Set<String> seen = new TreeSet<>();
    for (Path source : sources().toList()) {
      Set<String> kernels = found(SOURCE_KERNEL, 2, withoutComments(Files.readString(source)));
      String ptx = KernelFiles.ptx(name(source));
      assertThat(kernels).as(source.toString()).isNotEmpty();
      assertThat(found(PTX_KERNEL, 1, ptx)).as(source.toString()).isEqualTo(kernels);
      assertThat(KernelParameter.ofKernels(ptx)).containsOnlyKeys(kernels);
      for (String kernel : kernels) {
        assertThat(seen.add(kernel)).as("a second kernel " + kernel).isTrue();
      }
    }
  }

  @Test
  void thePtxIsForOldDriversAndAllSupportedDevices() {
    for (String name : KernelFiles.names()) {
      assertThat(KernelFiles.ptx(name).lines())
          .as(name)
          .contains(".version 7.0", ".target sm_80", ".address_size 64");
    }
  }

  @Test
  void thePtxNamesNoFolder() {
    for (String name : KernelFiles.names()) {
      assertThat(KernelFiles.ptx(name))
          .as(name)
          .doesNotContain(".file")
          .doesNotContain(".cuh")
          .doesNotContain("/home/", "/tmp/", "/root/");
    }
  }

  /** Their order, and so the sum, would change from run to run. */
  @Test
  void nothingAddsFloatingPointNumbersAtomically() throws IOException {
    assertThat("atomicAdd(&sum, (float) x);").containsPattern(FLOAT_ADDITION);
    assertThat("red.global.add.f32 [%rd1], %f2;").containsPattern(ATOMIC);
    assertThat("atom.shared.add.u32 %r1, [%r2], %r3;").doesNotContainPattern(ATOMIC);
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        assertThat(withoutComments(Files.readString(file)))
            .as(file.toString())
            .doesNotContainPattern(FLOAT_ADDITION);
      }
    }
    for (String name : KernelFiles.names()) {
      assertThat(KernelFiles.ptx(name)).as(name).doesNotContainPattern(ATOMIC);
    }
  }

  @Test
  void sourcesKeepToWhatTheTestsCanRun() throws IOException {
    for (Path source : sources().toList()) {
      assertThat(withoutComments(Files.readString(source)))
          .as(source.toString())
          .contains("#include \"samap.cuh\"")
          .doesNotContain("asm(", "asm volatile", "cooperative_groups", "wmma", "printf(", "cub::");
    }
  }

  @Tag("slow")
  @Test
  void thePtxIsThatOfTheSources(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("report");
    Process check =
        new ProcessBuilder("bash", CUDA.resolve("ptx.sh").toString(), "--check")
            .redirectErrorStream(true)
            .redirectOutput(report.toFile())
            .start();
    assertThat(check.waitFor(10, TimeUnit.MINUTES)).isTrue();
    String told = Files.readString(report);
    assumeTrue(!told.contains("skipped"), told.strip());
    assertThat(check.exitValue()).as(told).isZero();
    assertThat(told).contains("registers").doesNotContain("spills:");
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".cu")).sorted().toList().stream();
    }
  }

  private static String name(Path source) {
    return source.getFileName().toString().replaceFirst("\\.cu$", "");
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("//[^\n]*", "");
  }

  private static Set<String> found(Pattern pattern, int group, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }
}
