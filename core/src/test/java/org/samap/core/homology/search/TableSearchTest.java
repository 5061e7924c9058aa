package org.samap.core.homology.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.run.Counted;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;

class TableSearchTest {
  private static final String ACIDS = "ACDEFGHIKLMNPQRSTVWY";

  /** A codon for each of the acids. */
  private static final List<String> CODONS =
      List.of(
          "GCT", "TGT", "GAT", "GAA", "TTT", "GGT", "CAT", "ATT", "AAA", "CTG", "ATG", "AAT", "CCT",
          "CAA", "CGT", "TCT", "ACT", "GTT", "TGG", "TAT");

  private static final int FAMILIES = 6;

  @TempDir Path folder = Path.of("");

  private Path tools = Path.of("");
  private Path maps = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell on this machine");
    tools = Files.createDirectory(folder.resolve("tools"));
    maps = folder.resolve("maps");
  }

  /** Writes two rows of one pair, the better one last, and one of another. */
  private void fakeDiamond() throws IOException {
    script(
        "diamond",
        """
        if [ "$1" = version ]; then echo diamond version 2.1.3; exit; fi
        echo "$@" >> %s
        [ "$1" = makedb ] && exit
        while [ "$1" != --out ]; do shift; done
        { printf '1\\t0\\t50\\t9\\t0\\t0\\t1\\t9\\t1\\t9\\t1e-9\\t 40\\n'
          printf '0\\t0\\t50\\t9\\t0\\t0\\t1\\t9\\t1\\t9\\t1e-9\\t 50\\n'
          printf '0\\t0\\t60\\t9\\t0\\t0\\t1\\t9\\t1\\t9\\t1e-9\\t 70\\n'; } > "$2"
        """
            .formatted(log()));
  }

  private Path log() {
    return folder.resolve("log");
  }

  @Test
  void writesTheBestRowOfEachPairByNameBothWays() throws IOException {
    fakeDiamond();
    search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent());
    assertThat(maps.resolve("hsmm/hs_to_mm.txt"))
        .hasContent(
            """
            hs_0\tmm_0\t60\t9\t0\t0\t1\t9\t1\t9\t1e-9\t70
            hs_1\tmm_0\t50\t9\t0\t0\t1\t9\t1\t9\t1e-9\t40
            """);
    assertThat(maps.resolve("hsmm/mm_to_hs.txt")).content().startsWith("mm_0\ths_0\t60");
    assertThat(Files.readAllLines(log())).hasSize(4);
    assertThat(everythingIn(maps))
        .containsExactly(
            "hsmm/hs_to_mm.search",
            "hsmm/hs_to_mm.txt",
            "hsmm/mm_to_hs.search",
            "hsmm/mm_to_hs.txt");
  }

  @Test
  void makesNoTableTwice() throws IOException {
    fakeDiamond();
    search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent());
    Files.delete(maps.resolve("hsmm/mm_to_hs.txt"));
    search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent());
    assertThat(Files.readAllLines(log())).hasSize(6);
  }

  @Test
  void keepsTablesOfOtherSequencesUnlessToldToReplaceThem() throws IOException {
    fakeDiamond();
    search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent());
    List<SequenceFile> others = List.of(proteins("hs").getFirst(), family("mm", 99, false));
    assertThatThrownBy(() -> search(Optional.empty(), false).run(others, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hs_to_mm.txt: was made from other sequences");
    search(Optional.empty(), true).run(others, Progress.silent());
    assertThat(Files.readAllLines(log())).hasSize(8);
  }

  @Test
  void tellsWhatAProgramSaidWhenItFailedAndLeavesNothing() throws IOException {
    script("diamond", "echo working; echo 'Error: no room' >&2; exit 3");
    assertThatThrownBy(
            () -> search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("diamond ended with status 3: Error: no room");
    assertThat(maps).doesNotExist();
  }

  @Test
  void saysHowToInstallWhatIsMissing() throws IOException {
    assertThatThrownBy(
            () -> search(Optional.empty(), false).run(proteins("hs", "mm"), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("diamond is not installed; install it (apt install diamond-aligner");
    assertThatThrownBy(
            () ->
                search(Optional.of(SearchEngine.BLAST), false)
                    .run(proteins("hs", "mm"), Progress.silent()))
        .hasMessageContaining("makeblastdb and blastp is not installed");
  }

  @Test
  void searchesNoNucleotidesWithDiamond() throws IOException {
    fakeDiamond();
    List<SequenceFile> species = List.of(proteins("hs").getFirst(), family("mm", 2, true));
    assertThatThrownBy(
            () -> search(Optional.of(SearchEngine.DIAMOND), false).run(species, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot search among nucleotides; choose mmseqs or blast");
    assertThat(maps).doesNotExist();
  }

  @Test
  void letsMmseqsPadTheTargetsForAGpu() throws IOException {
    script("mmseqs", "echo \"$@\" >> " + log() + "; exit 0");
    fakeDiamond();
    onGpu(Optional.empty()).run(proteins("hs", "mm"), Progress.silent());
    assertThat(Files.readAllLines(log()))
        .filteredOn(line -> !line.startsWith("version"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("createdb "),
            line -> assertThat(line).startsWith("makepaddedseqdb "),
            line -> assertThat(line).startsWith("easy-search ").endsWith("--gpu 1"),
            line -> assertThat(line).startsWith("createdb "),
            line -> assertThat(line).startsWith("makepaddedseqdb "),
            line -> assertThat(line).startsWith("easy-search ").endsWith("--gpu 1"));
  }

  @Test
  void searchesWithAGpuOnlyProteinsAndOnlyByMmseqs() throws IOException {
    fakeDiamond();
    assertThatThrownBy(
            () ->
                onGpu(Optional.of(SearchEngine.DIAMOND))
                    .run(proteins("hs", "mm"), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("only mmseqs can use the gpu");
    List<SequenceFile> species = List.of(proteins("hs").getFirst(), family("mm", 2, true));
    assertThatThrownBy(() -> onGpu(Optional.empty()).run(species, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the gpu searches proteins alone");
  }

  @Test
  void saysThatAnOldMmseqsCannotUseAGpu() throws IOException {
    script("mmseqs", "echo 14-7e284+ds-1");
    assertThatThrownBy(() -> onGpu(Optional.empty()).run(proteins("hs", "mm"), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "mmseqs 14-7e284+ds-1 cannot use the gpu; install release 16 or later, or leave it"
                + " out");
    assertThat(maps).doesNotExist();
  }

  @Test
  void countsTheQueriesThatAreDone() throws IOException {
    Counted.Count queries = new Counted.Count("search", 0);
    QueriesDone done = new QueriesDone(folder.resolve("rows.txt"), queries);
    done.look();
    assertThat(queries.done()).isZero();
    Files.writeString(folder.resolve("rows.txt"), "0\t1\ta\n4\t1\ta\n4\t2\ta\n5\t1");
    done.look();
    done.look();
    assertThat(queries.done()).isEqualTo(4);
    Files.writeString(folder.resolve("rows.txt"), "0\t1\ta\n4\t1\ta\n9\t2\ta\n");
    done.look();
    assertThat(queries.done()).isEqualTo(9);
  }

  @Test
  void ordersQueriesThatAnEngineWroteInOrdersOfItsOwn() throws IOException {
    String rest = "\t50\t9\t0\t0\t1\t9\t1\t9\t1e-9\t";
    Path raw =
        Files.writeString(
            folder.resolve("rows.txt"),
            "2\t0" + rest + "40\n0\t1" + rest + "30\n0\t0" + rest + "31\n2\t0" + rest + "41\n");
    StringWriter out = new StringWriter();
    long pairs = RawRows.find(raw).write(List.of("a", "b", "c"), List.of("x", "y"), out);
    assertThat(out).hasToString("a\ty" + rest + "30\na\tx" + rest + "31\nc\tx" + rest + "41\n");
    assertThat(pairs).isEqualTo(3);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(SearchEngine.class)
  void findsTheFamiliesOfRealSequences(SearchEngine engine) throws IOException {
    ProgramSearch installed =
        new ProgramSearch(System.getenv().getOrDefault("PATH", ""), Duration.ofMinutes(1));
    for (boolean coding : new boolean[] {false, true}) {
      SequenceFile a = family("aa", 1, false);
      SequenceFile b = family("bb", 2, coding);
      if (!engine.fits(a.type(), b.type())) {
        continue;
      }
      assumeTrue(
          Stream.of(engine.programs(a.type(), b.type()), engine.programs(b.type(), a.type()))
              .flatMap(List::stream)
              .allMatch(p -> installed.find(p.command()).isPresent()),
          engine + " is not installed");
      Path here = folder.resolve("real" + coding);
      new TableSearch(here, installed, Optional.of(engine), 1, false, false)
          .run(List.of(a, b), Progress.silent());
      for (String table : List.of("aabb/aa_to_bb.txt", "aabb/bb_to_aa.txt")) {
        List<String[]> rows =
            Files.readAllLines(here.resolve(table)).stream().map(r -> r.split("\t")).toList();
        assertThat(rows).as(engine + ", " + table).hasSize(FAMILIES);
        assertThat(rows)
            .allSatisfy(
                row -> {
                  assertThat(row).hasSize(12);
                  assertThat(row[0].substring(3)).isEqualTo(row[1].substring(3));
                  assertThat(Double.parseDouble(row[10])).isLessThan(1e-6);
                  assertThat(Double.parseDouble(row[11])).isGreaterThan(50);
                });
      }
    }
  }

  private TableSearch search(Optional<SearchEngine> engine, boolean again) {
    return new TableSearch(
        maps, new ProgramSearch(tools.toString(), Duration.ofSeconds(20)), engine, 1, false, again);
  }

  private TableSearch onGpu(Optional<SearchEngine> engine) {
    return new TableSearch(
        maps, new ProgramSearch(tools.toString(), Duration.ofSeconds(20)), engine, 1, true, false);
  }

  private List<SequenceFile> proteins(String... ids) {
    return Stream.of(ids).map(id -> family(id, 1 + id.charAt(0), false)).toList();
  }

  /** Proteins of unrelated families, each with a fifth of its letters changed; or their genes. */
  private SequenceFile family(String id, int seed, boolean coding) {
    String text =
        IntStream.range(0, FAMILIES)
            .mapToObj(f -> ">%s_%d\n%s\n".formatted(id, f, member(f, seed, coding)))
            .collect(Collectors.joining());
    Path file = folder.resolve(id + seed + coding + ".fa");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SequenceFile.read(id, file, Optional.empty());
  }

  private static String member(int family, int seed, boolean coding) {
    RandomStream ancestor = RandomStream.of(5, "family", family);
    RandomStream change = RandomStream.of(seed, "member", family);
    return IntStream.range(0, 200)
        .mapToObj(
            _ -> {
              int acid = ancestor.nextInt(ACIDS.length());
              acid = change.nextDouble() < 0.2 ? change.nextInt(ACIDS.length()) : acid;
              return coding ? CODONS.get(acid) : ACIDS.substring(acid, acid + 1);
            })
        .collect(Collectors.joining());
  }

  private static List<String> everythingIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
