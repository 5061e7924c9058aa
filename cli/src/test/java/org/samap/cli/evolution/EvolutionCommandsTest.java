package org.samap.cli.evolution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.run.Workers;

/** What changed in evolution, asked of a run of three species and of a run of two. */
class EvolutionCommandsTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  private static final String EGGNOG =
      """
      #query\tseed_ortholog\teggNOG_OGs
      g43.0\tx\tKOG1@1|root,38CPI@33208|Metazoa
      g1.0\tx\tKOG1@1|root
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void map() throws IOException {
    map("RUN", "hu", "mo", "fi");
    map("PAIR", "hu", "mo");
    for (String file : List.of("hu.annotations", "mo.annotations")) {
      Files.writeString(folder.resolve(file), EGGNOG);
    }
    Files.writeString(folder.resolve("changed.annotations"), EGGNOG.replace("OGs", "groups"));
    Files.writeString(folder.resolve("unknown.tsv"), "hu_g43.0\tmo_g43.0\nhu_nope\tmo_g43.0\n");
    Files.writeString(folder.resolve("times.tsv"), "hu\tmo\t90\nfi\thu\t430\nfi\tmo\t430\n");
    Files.writeString(folder.resolve("words.tsv"), "hu\tmo\tlong ago\n");
    Files.writeString(folder.resolve("few.tsv"), "hu\tmo\t90\n");
    writeOlderRun();
  }

  private static void map(String out, String... ids) {
    List<String> args = new ArrayList<>(List.of("run"));
    for (String id : ids) {
      args.addAll(List.of("--species", id + "=" + MINI.resolve(id + ".h5ad")));
      args.addAll(List.of("--labels", id + "=cell_type"));
    }
    args.addAll(List.of("--maps", "" + MINI.resolve("maps"), "--out", "" + folder.resolve(out)));
    args.addAll(List.of("--no-umap", "--no-x", "--quiet"));
    assertThat(samap(args).status()).isZero();
  }

  /** A combined file with the cells and genes of a run, but without what later ones hold. */
  private static void writeOlderRun() throws IOException {
    Path older = Files.createDirectory(folder.resolve("OLDER"));
    for (String id : List.of("hu", "mo")) {
      Files.copy(folder.resolve("PAIR/" + id + ".h5ad"), older.resolve(id + ".h5ad"));
    }
    try (Workers workers = Workers.of(1);
        AnnDataFile file = AnnDataFile.open(folder.resolve("PAIR/samap.h5ad"))) {
      AnnDataWriter.write(
          AnnData.of(file.data().obs().inMemory(), file.data().var().inMemory()),
          older.resolve("samap.h5ad"),
          workers);
    }
  }

  private static Outcome samap(List<String> args) {
    return Outcome.of(args.toArray(String[]::new));
  }

  private static List<String> words(String command) {
    return Arrays.stream(command.split(" ")).map(EvolutionCommandsTest::placed).toList();
  }

  private static String placed(String text) {
    return text.replace("TMP", "" + folder)
        .replace("RUN", folder + "/RUN")
        .replace("PAIR", folder + "/PAIR")
        .replace("OLDER", folder + "/OLDER")
        .replace("MINI", "" + MINI);
  }

  private static Outcome succeed(String command) {
    Outcome ended = samap(words(command));
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended;
  }

  private static List<String[]> table(String file) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(file))) {
      return rows(lines);
    }
  }

  private static List<String[]> rows(Stream<String> lines) {
    List<String[]> rows = lines.map(line -> line.split("\t", -1)).toList();
    assertThat(rows).as("a header and something below it").hasSizeGreaterThan(1);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.getFirst()));
    assertThat(rows)
        .allSatisfy(row -> assertThat(row).doesNotContain("NaN", "Infinity", "-Infinity"));
    return rows;
  }

  private static List<String> column(List<String[]> table, String name) {
    int column = Arrays.asList(table.getFirst()).indexOf(name);
    assertThat(column).as("the column " + name).isNotNegative();
    return table.stream().skip(1).map(row -> row[column]).toList();
  }

  @Test
  void paralogsByOrthologsAndWithout() throws IOException {
    succeed("paralogs RUN --orthologs MINI/orthologs.tsv --difference 0.1 --quiet");
    List<String[]> found = table("RUN/paralog_substitutions.tsv");
    Set<String> ours = new HashSet<>();
    found.forEach(row -> ours.add(row[0] + " " + row[1] + " " + row[2]));
    List<String[]> stored =
        rows(Files.readAllLines(MINI.resolve("expected/paralog_substitutions.tsv")).stream());
    long shared =
        stored.stream()
            .skip(1)
            .map(row -> row[1].replace(";", " ") + row[2].substring(row[2].indexOf(';')))
            .filter(pair -> ours.contains(pair.replace(";", " ")))
            .count();
    assertThat(shared).isGreaterThan(stored.size() / 2); // clusters, so all else, differ a little
    succeed("paralogs PAIR --out TMP/new/paralogs.tsv --quiet");
    assertThat(table("new/paralogs.tsv")).hasSizeGreaterThan(5);
  }

  @Test
  void unknownGenesMayBePassedOver() throws IOException {
    succeed(
        "paralogs RUN --orthologs TMP/unknown.tsv --ignore-unknown --out TMP/known.tsv --quiet");
    assertThat(column(table("known.tsv"), "gene"))
        .contains("hu_g43.0")
        .isSubsetOf("hu_g43.0", "mo_g43.0");
  }

  @Test
  void deltaOfEdgesOfExpressedGenes() throws IOException {
    succeed("delta RUN --quiet");
    Set<String> silent = genesWithoutWeight("RUN");
    List<String[]> delta = gzipped("RUN/homology_delta.tsv.gz");
    assertThat(pairs(delta))
        .isEqualTo(
            pairs(gzipped("RUN/homology.tsv.gz")).stream()
                .filter(pair -> Collections.disjoint(pair, silent))
                .collect(Collectors.toSet()));
    assertThat(silent).isNotEmpty();
  }

  @Test
  void genesThatMatchedTypesDoNotShare() throws IOException {
    succeed("divergence RUN --q 1 --quiet");
    List<String[]> tests = table("RUN/divergence/divergence_tests.tsv");
    assertThat(column(tests, "node_on")).contains("hu_type0", "mo_type0", "fi_type1");
    List<String[]> genes = table("RUN/divergence/divergent_genes.tsv");
    int tested = column(tests, "tested").stream().mapToInt(Integer::parseInt).sum();
    assertThat(genes).hasSize(1 + tested).hasSizeGreaterThan(100);
    assertThat(column(genes, "gene_on")).allMatch(gene -> gene.matches("(hu|mo|fi)_g.*"));
    succeed("divergence RUN --a hu_type0 --b mo_type1 --fold 2 --out TMP/two_types --quiet");
    List<String[]> two = table("two_types/divergence_tests.tsv");
    assertThat(column(two, "node_off")).containsExactly("mo_type1", "hu_type0");
    succeed("divergence RUN --all --fraction 0.5 --align-threshold 0.01 --out TMP/all --quiet");
    assertThat(table("all/divergence_tests.tsv")).hasSizeGreaterThan(tests.size());
    assertThat(succeed("divergence RUN --align-threshold 1 --out TMP/none").err())
        .contains("warning", "score of 1.0", "--align-threshold");
  }

  private static Set<Set<String>> pairs(List<String[]> edges) {
    return edges.stream().skip(1).map(row -> Set.of(row[0], row[1])).collect(Collectors.toSet());
  }

  private static List<String[]> gzipped(String file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(file)))) {
      return rows(new String(in.readAllBytes(), UTF_8).lines());
    }
  }

  private static Set<String> genesWithoutWeight(String run) {
    try (AnnDataFile file = AnnDataFile.open(folder.resolve(run + "/samap.h5ad"))) {
      double[] weights = file.data().var().numbers("weights");
      List<String> genes = file.data().var().names();
      return IntStream.range(0, weights.length)
          .filter(g -> weights[g] == 0)
          .mapToObj(genes::get)
          .collect(Collectors.toSet());
    }
  }

  @Test
  void trianglesOfThreeSpecies() throws IOException {
    succeed("triangles RUN --orthologs MINI/orthologs.tsv --difference 0.1 --quiet");
    List<String[]> types = table("RUN/triangles/cell_type_triangles.tsv");
    assertThat(types.stream().map(row -> String.join(" ", List.of(row).subList(0, 3))))
        .contains("fi_type0 hu_type0 mo_type0", "fi_type1 hu_type1 mo_type1");
    List<String[]> genes = table("RUN/triangles/gene_triangles.tsv");
    assertThat(column(genes, "orthologs")).contains("3");
    assertThat(genes.stream().filter(row -> row[0].equals("hu_g105.0")))
        .singleElement()
        .satisfies(row -> assertThat(row).endsWith("type1", "type1", "type1"));
    succeed("triangles RUN --labels hu=ref_leiden --out TMP/by_sequence --quiet");
    assertThat(table("by_sequence/gene_triangles.tsv")).hasSizeGreaterThan(10);
  }

  @Test
  void queryOfAGene() throws IOException {
    Outcome printed = succeed("query RUN hu_g0.0 g1.0 --quiet");
    List<String[]> partners = rows(printed.out().lines());
    assertThat(column(partners, "gene")).contains("hu_g0.0", "hu_g1.0", "mo_g1.0", "fi_g1.0");
    succeed("query PAIR hu_g0.0 --out TMP/partners.tsv --quiet");
    assertThat(column(table("partners.tsv"), "partner_species")).containsOnly("mo");
  }

  @Test
  void modulesOfTwoAndThreeSpecies() throws IOException {
    for (String run : List.of("PAIR", "RUN")) {
      succeed("modules " + run + " --quiet");
      List<String[]> mappings = table(run + "/modules/mapping_modules.tsv");
      assertThat(column(mappings, "node_a")).contains("hu_type1");
      List<String[]> parts = table(run + "/modules/module_scores.tsv");
      assertThat(parts).hasSizeGreaterThan(mappings.size());
      for (String[] mapping : mappings.subList(1, mappings.size())) {
        double factored =
            parts.stream()
                .filter(p -> p[0].equals(mapping[0]) && p[1].equals(mapping[1]))
                .mapToDouble(p -> Double.parseDouble(p[6]))
                .sum();
        assertThat(factored)
            .isCloseTo(mapping[3].equals("0") ? 0 : Double.parseDouble(mapping[2]), within(1e-6));
      }
      assertThat(column(table(run + "/modules/gene_modules.tsv"), "module")).contains("1", "2");
    }
  }

  @Test
  void familiesOfOneRunAndOfSeveral() throws IOException {
    succeed("families RUN --divergence TMP/times.tsv --quiet");
    List<String[]> families = table("RUN/families/families.tsv");
    assertThat(column(families, "kind")).containsOnly("ambiguous"); // three pairs tell nothing
    assertThat(column(families, "members")).contains("fi_type1;hu_type1;mo_type1");
    assertThat(column(table("RUN/families/family_nodes.tsv"), "node")).hasSize(12);
    succeed(
        "families RUN PAIR --labels fi=cell_type --divergence TMP/times.tsv --exclude hu,mo"
            + " --all-partners --out TMP/families --quiet");
    List<String[]> pairs = table("families/family_pairs.tsv");
    assertThat(pairs)
        .filteredOn(row -> row[1].startsWith("hu_") && row[2].startsWith("mo_"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).endsWith("90", "yes"));
  }

  @Test
  void orthogroupsMakeAnOrthologList() throws IOException {
    succeed(
        "orthogroups RUN --eggnog hu=TMP/hu.annotations --eggnog mo=TMP/mo.annotations --taxon"
            + " root --quiet");
    assertThat(table("RUN/orthogroups.tsv")).hasSize(1 + 4);
    succeed(
        "paralogs RUN --orthologs RUN/orthogroups.tsv --difference -1 --out TMP/og.tsv --quiet");
    assertThat(column(table("og.tsv"), "ortholog"))
        .contains("mo_g43.0")
        .isSubsetOf("hu_g43.0", "hu_g1.0", "mo_g43.0", "mo_g1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          paralogs                                         | paralogs needs DIR, the folder of a run
          paralogs TMP                                     | has no samap.h5ad, so it is no finished run
          paralogs OLDER                                   | has no uns/mapping_K; give the folder of a finished run
          paralogs RUN --orthologs TMP/none.tsv            | there is no file TMP/none.tsv
          paralogs RUN --orthologs TMP/unknown.tsv         | unknown.tsv, line 2: 'hu_nope' is not a gene of the data
          paralogs RUN --orthologs TMP/times.tsv --ignore-unknown | times.tsv holds no pair of genes of the data
          paralogs RUN --difference 2                      | --difference is 2.0; give a number from -1 to 1
          paralogs RUN --min-weight -1                     | --min-weight is -1.0; give a number from 0 to 1
          delta                                            | delta needs DIR
          delta OLDER                                      | has no uns/mapping_K; give the folder of a finished run
          delta RUN --window 0                             | --window is 0; give a number of edges, at least 1
          divergence RUN --fold 1                          | --fold is 1.0; give a number of at least 2, such as 4
          divergence RUN --fraction 0                      | --fraction is 0.0; give a number above 0
          divergence RUN --q 3                             | --q is 3.0; give a number from 0 to 1
          divergence RUN --align-threshold 2               | --align-threshold is 2.0
          divergence RUN --a hu_type0                      | --a and --b go together
          divergence RUN --all --a hu_type0 --b mo_type0   | --all excludes --a and --b
          divergence RUN --a hu_type0 --b hu_type1         | hu_type0 and hu_type1 are cell types of one species
          triangles PAIR                                   | triangles need at least 3 species, but the run has 2
          triangles OLDER                                  | has no uns/mapping_K; give the folder of a finished run
          triangles RUN --orthologs TMP/unknown.tsv        | line 2: 'hu_nope' is not a gene of the data
          triangles RUN --labels hu=kind                   | hu: obs has no column 'kind'
          triangles RUN --labels zz=kind                   | --labels names the species 'zz'
          triangles RUN --marker-p 3                       | --marker-p is 3.0
          query RUN                                        | query needs GENE, such as hs_PAX6
          query OLDER hu_g0.0                              | has no uns/mapping_K; give the folder of a finished run
          query RUN PAX6                                   | no gene is called 'PAX6'; give a name as in the data
          query RUN HU_NOPE                                | no gene is called 'HU_NOPE'; give a name as in the data
          modules OLDER                                    | has no uns/mapping_K; give the folder of a finished run
          modules RUN --coexpressed -1                     | --coexpressed is -1
          modules RUN --resolution 0                       | --resolution is 0.0; give a number above 0
          modules RUN --min-share 2                        | --min-share is 2.0
          families                                         | families needs DIR, the folder of a run
          families TMP --divergence TMP/times.tsv          | has no samap.h5ad
          families OLDER --divergence TMP/times.tsv        | has no uns/mapping_K; give the folder of a finished run
          families RUN                                     | families needs --divergence FILE
          families RUN --divergence TMP/words.tsv          | words.tsv, line 1: the time is 'long ago'; give a number
          families RUN --divergence TMP/hu.annotations     | hu.annotations, line 2: the time is 'KOG1@1
          families RUN --divergence TMP/few.tsv            | the divergence table has no time for
          families RUN --divergence TMP/times.tsv --exclude hu | --exclude is 'hu'; give two species
          families RUN --divergence TMP/times.tsv --exclude hu,zz | --exclude names the species 'zz'
          orthogroups RUN --taxon 1                        | orthogroups needs --eggnog ID=FILE for at least two species, but has 0
          orthogroups RUN --eggnog hu=TMP/hu.annotations --eggnog mo=TMP/mo.annotations | orthogroups needs --taxon TAXON
          orthogroups RUN --eggnog hu=TMP/hu.annotations --eggnog mo=TMP/changed.annotations --taxon 1 | changed.annotations, line 1: the header has no column of orthologous groups
          orthogroups RUN --eggnog hu=TMP/hu.annotations --eggnog mo=TMP/mo.annotations --taxon 7742 | no orthologous group of the taxon '7742'
          """)
  void refusesWithOneLine(String command, String message) {
    List<String> args = new ArrayList<>(words(command));
    if (args.size() > 1 && !args.get(1).equals("" + folder)) {
      args.addAll(List.of("--out", "" + folder.resolve("bad"), "--quiet"));
    }
    Outcome ended = samap(args);
    assertThat(ended.err()).contains(placed(message)).startsWith("samap: error: ").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  @Test
  void severalRunsNeedAFolderForTheirFamilies() {
    Outcome ended = samap(words("families RUN PAIR --divergence TMP/times.tsv"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("families of several runs needs --out DIR");
  }
}
