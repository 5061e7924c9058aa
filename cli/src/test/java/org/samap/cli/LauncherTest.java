package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, in a copy of the repository's outline under a path with a space. */
class LauncherTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final Path REPOSITORY = Path.of(System.getProperty("samap.repository", ".."));
  private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

  /**
   * Standard error goes through a filter, which may write after the launcher has ended: a shell
   * waits until nobody holds it any more, as the reader at the end of a pipe does.
   */
  private static final String UNTIL_ALL_IS_SAID =
      "{ \"$@\" 2>&1 1>&3 | /bin/cat >&2; exit ${PIPESTATUS[0]}; } 3>&1";

  @TempDir Path temporary = Path.of("");

  private Path launcher = Path.of("");
  private Path roots = Path.of("");
  private Path tools = Path.of("");

  @BeforeEach
  void copyTheLauncher() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "no bash on this machine");
    Path folder = Files.createDirectories(temporary.resolve("a folder"));
    launcher = Files.copy(REPOSITORY.resolve("samap"), folder.resolve("samap"));
    roots = Files.createDirectories(temporary.resolve("jd ks"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : List.of("dirname", "basename", "readlink", "sed", "grep")) {
      offer(tool);
    }
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk() {
    assertThat(launch(Map.of()))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "samap: error: no Java Development Kit of version 25 or newer was found; install"
                    + " one (https://adoptium.net, or 'apt install openjdk-25-jdk', or 'brew"
                    + " install openjdk'), or point JAVA_HOME to it\n"));
  }

  @Test
  void passesOverJdksThatAreTooOldOrNotWhole() throws IOException {
    fakeJdk("jdk-17", "JAVA_VERSION=\"17.0.15\"\n", "");
    fakeJdk("jdk-8", "JAVA_VERSION=\"1.8.0_442\"\n", "");
    Files.delete(fakeJdk("jre-25", "JAVA_VERSION=\"25\"\n", "").resolve("bin/javac"));
    assertThat(launch(Map.of(), "--find-jdk").status()).isEqualTo(2);
  }

  @Test
  void findsAJdkByItsReleaseFile() throws IOException {
    fakeJdk("jdk-17", "JAVA_VERSION=\"17.0.15\"\n", "");
    Path home = fakeJdk("jdk-26", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26.0.1\"\n", "exit 1");
    assertThat(launch(Map.of(), "--find-jdk")).isEqualTo(new Outcome(0, home + "\n", ""));
  }

  @Test
  void asksAJdkWithoutReleaseFile() throws IOException {
    Path home = fakeJdk("x", "", "echo 'openjdk version \"25.0.2\" 2026-01-20' >&2");
    assertThat(launch(Map.of(), "--find-jdk")).isEqualTo(new Outcome(0, home + "\n", ""));
  }

  @Test
  void prefersJavaHomeIfItIsNewEnough() throws IOException {
    Path first = fakeJdk("a", "JAVA_VERSION=\"25\"\n", "");
    Path second = fakeJdk("b", "JAVA_VERSION=\"25-ea\"\n", "");
    Path old = fakeJdk("c", "JAVA_VERSION=\"21\"\n", "");
    assertThat(launch(Map.of("JAVA_HOME", second.toString()), "--find-jdk").out())
        .isEqualTo(second + "\n");
    assertThat(launch(Map.of("JAVA_HOME", old.toString()), "--find-jdk").out())
        .isEqualTo(first + "\n");
  }

  @Test
  void findsTheJdkOfAJavaOnThePath() throws IOException {
    Path home = fakeJdk("elsewhere", "JAVA_VERSION=\"25\"\n", "");
    Files.createSymbolicLink(tools.resolve("java"), home.resolve("bin/java"));
    Path nothing = Files.createDirectory(temporary.resolve("nothing"));
    assertThat(launch(Map.of("SAMAP_JDK_ROOTS", nothing.toString()), "--find-jdk").out())
        .isEqualTo(home.toRealPath() + "\n");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoMaven() throws IOException {
    fakeJdk("jdk", "JAVA_VERSION=\"25\"\n", "");
    Outcome outcome = launch(Map.of(), "demo");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("samap: error: samap is not built yet, and Maven is not installed; install")
        .hasLineCount(1);
  }

  @Test
  void buildsOnceWithTheJdkThatItFound() throws IOException {
    fakeJdk("jdk", "JAVA_VERSION=\"25\"\n", "echo ran: \"$@\"");
    Path jar = launcher.resolveSibling("cli/target/samap.jar");
    script(
        tools.resolve("mvn"),
        "echo \"$JAVA_HOME $PWD\" > built; mkdir -p cli/target; : > cli/target/samap.jar");
    offer("mkdir");
    Outcome first = launch(Map.of(), "demo", "--out", "two words");
    assertThat(first.err()).contains("building (once");
    assertThat(first.out()).endsWith("-jar " + jar.toRealPath() + " demo --out two words\n");
    assertThat(launcher.resolveSibling("built"))
        .content()
        .isEqualTo(roots.resolve("jdk") + " " + launcher.resolveSibling("").toRealPath() + "\n");
    Files.delete(tools.resolve("mvn"));
    assertThat(launch(Map.of(), "demo", "--out", "two words").err()).isEmpty();
  }

  @Test
  void tellsThatABuildFailed() throws IOException {
    fakeJdk("jdk", "JAVA_VERSION=\"25\"\n", "");
    script(tools.resolve("mvn"), "exit 1");
    Outcome outcome = launch(Map.of(), "demo");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("samap: error: the build failed")
        .contains("mvn -DskipTests package");
  }

  @Test
  void passesOptionsOnToJava() throws IOException {
    fakeJdk("jdk", "JAVA_VERSION=\"25\"\n", "echo \"$@\"");
    jar("");
    assertThat(launch(Map.of("SAMAP_JAVA_OPTS", "-Xmx5g -Dx=y"), "demo").out())
        .contains("--add-modules jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
        .contains(" -XX:+UseSerialGC ", " -Xmx5g -Dx=y -jar ");
    assertThat(launch(Map.of("SAMAP_JAVA_OPTS", "-XX:+UseParallelGC"), "demo").out())
        .contains(" -XX:+UseParallelGC -jar ")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void readsFileNamesOfAnyScriptInAnyLocale() throws IOException {
    jar(System.getProperty("java.class.path"));
    String jdk = THIS_JDK.toString();
    for (Map<String, String> locale :
        List.of(
            Map.of("JAVA_HOME", jdk),
            Map.of("JAVA_HOME", jdk, "LC_ALL", "C"),
            Map.of("JAVA_HOME", jdk, "LANG", "POSIX"),
            Map.of("JAVA_HOME", jdk, "LANG", "xx_not_installed.UTF-8"),
            Map.of("JAVA_HOME", jdk, "LC_ALL", "C.UTF-8"))) {
      assertThat(launch(locale, "scores", "Zebrabärbling-細胞").err())
          .isEqualTo("samap: error: scores: there is no folder Zebrabärbling-細胞; check the name\n");
    }
  }

  @Test
  void writesFilesWithNamesOfAnyScriptInAnyLocale() throws IOException {
    jar(System.getProperty("java.class.path"));
    String name = "Zebrabärbling-細胞";
    Map<String, String> plain = Map.of("JAVA_HOME", THIS_JDK.toString(), "LC_ALL", "C");
    String command = "simulate --species aa,bb --cells 50 --genes 200 --quiet --out " + name;
    Outcome ended = launch(plain, command.split(" "));
    assertThat(ended).isEqualTo(new Outcome(0, "", ""));
    assertThat(temporary.resolve(name).resolve("maps")).isDirectory();
  }

  @Test
  void dropsTheLineAboutTheVectorModuleAndKeepsOtherErrorsAndTheStatus() throws IOException {
    fakeJdk(
        "jdk",
        "JAVA_VERSION=\"25\"\n",
        "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2; echo 'real' >&2; exit"
            + " 3");
    jar("");
    assertThat(launch(Map.of(), "demo")).isEqualTo(new Outcome(3, "", "real\n"));
  }

  @Test
  void startsTheProgramThroughALinkFromAnyFolder() throws IOException {
    jar(System.getProperty("java.class.path"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), launcher);
    launcher = Files.createSymbolicLink(temporary.resolve("link of a link"), Path.of("link"));
    assertThat(link).isSymbolicLink();
    Map<String, String> here = Map.of("JAVA_HOME", THIS_JDK.toString());
    Outcome version = launch(here, "--version");
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).matches("samap \\S+ \\(Java .*\\)\\R");
    assertThat(version.status()).isZero();
    assertThat(launch(here, "--help").out()).startsWith("Usage: samap COMMAND");
    assertThat(launch(here, "run"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "samap: error: run needs at least two species, but has 0; give --species ID=FILE"
                    + " for each\n"));
  }

  /** A JDK with this release file (none if empty), whose java runs a script. */
  private Path fakeJdk(String name, String release, String java) throws IOException {
    Path home = roots.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), java);
    script(home.resolve("bin/javac"), "");
    if (!release.isEmpty()) {
      Files.writeString(home.resolve("release"), release);
    }
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The program's jar: its main class, and a class path that leads to the rest. */
  private void jar(String classPath) throws IOException {
    Path jar = launcher.resolveSibling("cli/target/samap.jar");
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Main-Class", Main.class.getName());
    manifest
        .getMainAttributes()
        .putValue(
            "Class-Path",
            Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }

  /** Puts one of the system's tools on the path. */
  private void offer(String tool) throws IOException {
    Path file =
        Stream.of("/usr/bin", "/bin")
            .map(folder -> Path.of(folder, tool))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
    script(tools.resolve(tool), "exec " + file + " \"$@\"");
  }

  /** Runs the launcher with nothing of this process's environment. */
  private Outcome launch(Map<String, String> environment, String... args) {
    List<String> command =
        List.of(BASH.toString(), "-c", UNTIL_ALL_IS_SAID, "", BASH.toString(), launcher.toString());
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(args)).toList())
            .directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("SAMAP_JDK_ROOTS", roots.toString());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String out = read(process.getInputStream());
      String err = read(process.getErrorStream());
      return new Outcome(process.waitFor(), out, err);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
