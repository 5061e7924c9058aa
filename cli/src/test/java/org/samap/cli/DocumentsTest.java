package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents say what is true. A command that a reader may type stands in a {@code console}
 * block after {@code $ samap} or {@code $ ./samap}; a YAML block names its file in its first line.
 */
class DocumentsTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("samap.repository", ".."));
  private static final Path REFERENCE = REPOSITORY.resolve("docs/commands.md");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (?:\\./)?samap (.*)$");

  /** Files that the documents' commands speak of. */
  private static final List<String> FILES =
      List.of(
          "human.h5ad",
          "donor1.h5ad",
          "donor2.h5ad",
          "mouse.h5ad",
          "zebrafish.h5ad",
          "human.fa",
          "mouse.fa",
          "human.gtf",
          "subtypes.tsv",
          "maps/hsmm/hs_to_mm.txt",
          "maps/hsmm/mm_to_hs.txt",
          "ensembl.tsv.gz",
          "zebrafish_human.tsv",
          "human_mouse.tsv",
          "human_zebrafish.tsv",
          "dr_mm.graph",
          "homologene.tsv",
          "saved.graph",
          "human_sam.h5ad",
          "orthologs.tsv",
          "times.tsv",
          "hs.emapper.annotations",
          "mm.emapper.annotations",
          "refseq.gtf",
          "hs_refseq.tsv.gz",
          "maps/refseqmm/refseq_to_mm.txt",
          "maps/refseqmm/mm_to_refseq.txt",
          "immune/human_pbmc3k.h5ad",
          "immune/mouse_tm_immune_actinn.h5ad",
          "immune/maps/hsmm/hs_to_mm.txt",
          "chromatin/truth.tsv",
          "chromatin/aa_atac.h5ad",
          "chromatin/aa.gtf.gz",
          "chromatin/aa_peaks.tsv",
          "chromatin/aa_body.h5ad",
          "chromatin/aa_power.h5ad",
          "chromatin/aa_lsi.h5ad",
          "chromatin/aa_links.tsv.gz",
          "chromatin/aa.h5ad",
          "chromatin/bb.h5ad",
          "chromatin/maps/aabb/aa_to_bb.txt",
          "chromatin/maps/aabb/bb_to_aa.txt");

  /** Folders of runs that they speak of, named by their species. */
  private static final List<String> RUNS = List.of("hs_mm", "hs_dr", "mm_dr", "hs_mm_dr");

  @TempDir Path folder = Path.of("");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> pages = Files.list(REPOSITORY.resolve("docs"))) {
      return Stream.concat(
              Stream.of(REPOSITORY.resolve("README.md")),
              pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream())
          .filter(page -> !page.equals(REFERENCE));
    }
  }

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path document : documents().toList()) {
      for (String block : blocks(document, "console")) {
        Matcher command = COMMAND.matcher(block.replaceAll("\\\\\\n\\s*", ""));
        while (command.find()) {
          commands.add(command.group(1));
        }
      }
    }
    return commands.stream();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    for (String file : FILES) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.createFile(path);
    }
    for (String run : RUNS) {
      TinyRun.write(folder.resolve(run), run.split("_", -1));
    }
    List<Path> documents = documents().toList();
    assertThat(documents).isNotEmpty();
    for (Path document : documents) {
      for (String yaml : blocks(document, "yaml")) {
        assertThat(yaml).startsWith("# ");
        Files.writeString(
            folder.resolve(yaml.lines().findFirst().orElseThrow().substring(2)), yaml);
      }
    }
  }

  @Test
  void showEveryCommandThatDoesAJob() throws IOException {
    List<String> shown = commands().toList();
    assertThat(CommandsTest.commands())
        .filteredOn(name -> !name.equals("completion"))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(shown).anyMatch(command -> (command + " ").startsWith(name + " ")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void holdCommandsThatWork(String command) throws IOException {
    if (command.startsWith("run ")) {
      for (String run : RUNS) { // it makes the run that others read
        Files.delete(folder.resolve(run).resolve("samap.h5ad"));
      }
    }
    RecordingJobs jobs = new RecordingJobs();
    String[] args = Stream.of(command.split(" ")).map(this::inTheFolder).toArray(String[]::new);
    assertThat(Outcome.of(jobs, args)).isEqualTo(new Outcome(0, "", ""));
    assertThat(jobs.isIdle()).isFalse();
  }

  @Test
  void nameNoOptionThatIsNone() throws IOException {
    Set<String> known = options(Files.readString(REFERENCE), "(?m)^ {2}.{4}(--[a-z-]+)");
    known.add("--add-modules"); // of Java
    List<Path> documents = documents().toList();
    assertThat(documents).isNotEmpty();
    for (Path document : documents) {
      assertThat(known)
          .as(document.toString())
          .containsAll(options(Files.readString(document), "`(--[a-z][a-z-]*)"));
    }
  }

  private static Set<String> options(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(option -> option.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void listEveryOption() throws IOException {
    String reference = reference();
    if (Boolean.getBoolean("samap.writeDocuments")) {
      Files.writeString(REFERENCE, reference);
    }
    assertThat(REFERENCE)
        .as(
            "to renew it: mvn -pl core,cli test -Dtest=DocumentsTest -Dsamap.writeDocuments=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false")
        .content()
        .isEqualTo(reference);
  }

  private static String reference() {
    StringBuilder text =
        new StringBuilder(
            """
            # Commands

            This page shows what `samap COMMAND --help` prints. `[ID=]VALUE` means a value for one species
            (`--hops hs=2`) or for all (`--hops 2`). A mistake in the input gives a one-line message and
            exit code 2; exit code 70 means a bug in samap. Tables of labels, names, orthologs and times can
            be TSV or CSV, quoted or compressed: see [formats.md](formats.md#tables).
            """);
    for (String command : CommandsTest.commands()) {
      Outcome help = Outcome.of(new RecordingJobs(), command, "--help");
      text.append("\n## samap ").append(command).append("\n\n```text\n");
      text.append(help.out().strip().replaceAll(" +\\n", "\n")).append("\n```\n");
    }
    return text.toString();
  }

  /** A word of a command with the file or folder that it names put into the test's folder. */
  private String inTheFolder(String word) {
    int equals = word.indexOf('=');
    String prefix = word.substring(0, equals + 1);
    String name = word.substring(equals + 1);
    return Files.exists(folder.resolve(name)) ? prefix + folder.resolve(name) : word;
  }

  private static List<String> blocks(Path document, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }
}
