package org.samap.core.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.homology.pairs.EggnogFiles;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Told;
import org.samap.core.run.Workers;

/** Graphs from orthologous groups, and from several sources. */
class HomologySourcesTest {
  private static final List<String> IDS = List.of("hs", "mm", "dr");

  @TempDir private Path folder;

  /** What others computed from the same tables of zebrafish with human and human with mouse. */
  @Test
  void findsThePublishedPairsOfZebrafishAndMouseThroughHuman() {
    Path data = Golden.shared("data/homology");
    HomologySources through =
        HomologySources.ofPairs(
                PairFile.of(
                    data.resolve("zebrafish_human_pairs.tsv.gz"), "dr:Symbol,hs:human_symbol"),
                PairFile.of(
                    data.resolve("human_mice_ENS_M2M.txt.gz"), "hs:Gene name,mm:Mouse gene name"))
            .withRoutes(new LinkRoutes(Optional.of("hs"), Map.of()));
    HomologySources published =
        HomologySources.ofPairs(
            PairFile.of(
                data.resolve("zebrafish_mouse_pairs_via_human.tsv.gz"),
                "dr:Symbol,mm:Mouse gene name"));
    Set<String> expected = pairs(read(published, List.of("dr", "mm")));
    Set<String> found = pairs(read(through, List.of("dr", "mm")));
    assertThat(expected).hasSizeGreaterThan(16000).containsAll(found);
    expected.removeAll(found);
    // Fused genes, which share little with these human genes: their links are weak.
    assertThat(expected).containsExactlyInAnyOrder("dr_bivm mm_Ercc5", "dr_ercc5 mm_Bivm");
  }

  private static Set<String> pairs(HomologyGraph graph) {
    return Graphs.edges(graph).stream()
        .map(edge -> edge.substring(0, edge.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void linksTheGenesOfAGroup() throws IOException {
    assertThat(Graphs.edges(eggnog("33208").graph(IDS)))
        .containsExactly("hs_A mm_a1 1.0", "hs_A mm_a2 1.0", "hs_B mm_a2 1.0");
    assertThat(Graphs.edges(eggnog("Eukaryota").graph(IDS))).containsExactly("hs_A dr_x 1.0");
  }

  @Test
  void takesGroupsInPlaceOfSearchTables() throws IOException {
    HomologySources both = HomologySources.ofEggnog(eggnog("Eukaryota")).withMaps(maps(IDS));
    assertThat(Graphs.edges(read(both, IDS)))
        .containsExactly("hs_A dr_x 1.0", "hs_t mm_t 1.0", "mm_t dr_t 1.0");
    assertThat(both.files(IDS))
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "hs.annotations",
            "mm.annotations",
            "dr.annotations",
            "hs_to_mm.txt",
            "mm_to_hs.txt",
            "mm_to_dr.txt",
            "dr_to_mm.txt");
  }

  @Test
  void tellsTheSourceOfEachTwoSpecies() throws IOException {
    Told told = new Told();
    HomologySources sources =
        HomologySources.ofPairs(pairs("p.tsv", "hs,dr", "t\tx\nB\ty\n"))
            .withMaps(maps(List.of("hs", "mm")))
            .withRoutes(new LinkRoutes(Optional.of("hs"), Map.of()));
    SourcedGraph read = readSourced(sources, IDS, told);
    assertThat(read.origin("dr", "hs")).isEqualTo("p.tsv");
    assertThat(read.origin("hs", "mm")).isEqualTo("search tables");
    assertThat(read.origin("mm", "dr")).isEqualTo("through hs");
    assertThat(told.lines())
        .anyMatch(line -> line.contains("different sources (search tables; p.tsv; through hs)"));
  }

  @Test
  void keepsWeightsOfOneSource() throws IOException {
    assertThat(Graphs.edges(read(HomologySources.ofMaps(maps(IDS)), IDS)))
        .containsExactly("hs_t mm_t 90.0", "hs_t dr_t 90.0", "mm_t dr_t 90.0");
  }

  @Test
  void comparesWeightsOfDifferentTablesByTheBestLinksOfTheirGenes() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    HomologySources sources =
        HomologySources.ofPairs(
            pairs("p.tsv", "hs,mm", "A\ta\t80\nA\tb\t20\n"),
            pairs("other/p.tsv", "hs,dr", "A\tx\n"),
            pairs("q.tsv", "mm,dr", "a\tx\t0.5\n"));
    assertThat(Graphs.edges(read(sources, IDS)))
        .containsExactly("hs_A mm_a 1.0", "hs_A mm_b 0.5", "hs_A dr_x 1.0", "mm_a dr_x 1.0");
  }

  @Test
  void linksSpeciesThroughOneThatIsNotMapped() throws IOException {
    HomologySources sources =
        HomologySources.ofPairs(
                pairs("a.tsv", "dr,hs", "x\tA\ny\tA\nz\tC\n"),
                pairs("b.tsv", "hs,mm", "A\ta\nB\tb\n"))
            .withRoutes(new LinkRoutes(Optional.of("hs"), Map.of()));
    assertThat(Graphs.edges(read(sources, List.of("dr", "mm"))))
        .containsExactly("dr_x mm_a 1.0", "dr_y mm_a 1.0");
  }

  @Test
  void letsTheUserChooseAmongSources() throws IOException {
    HomologySources sources =
        HomologySources.ofPairs(pairs("p.tsv", "hs,mm", "P\tp\n"))
            .withMaps(maps(List.of("hs", "mm")));
    List<String> two = List.of("hs", "mm");
    assertThat(Graphs.edges(read(sources, two))).containsExactly("hs_P mm_p 1.0");
    Told told = new Told();
    SourcedGraph chosen =
        readSourced(sources.withRoutes(direct("hs", "mm", LinkRoute.Direct.MAPS)), two, told);
    assertThat(Graphs.edges(chosen.graph())).containsExactly("hs_t mm_t 90.0");
    assertThat(told.lines())
        .anyMatch(line -> line.startsWith("warning: not used: ") && line.contains("p.tsv"));
  }

  @Test
  void refusesPairsAndGroupsOfTheSameSpecies() throws IOException {
    HomologySources both =
        HomologySources.ofEggnog(eggnog("33208")).withPairs(pairs("pairs.tsv", "hs,mm", "A\ta1\n"));
    assertMistake(
        () -> read(both, IDS),
        "hs and mm are linked by tables of pairs and by orthologous groups; say which counts:"
            + " source hs,mm=pairs or eggnog");
    HomologySources without = both.withRoutes(direct("mm", "hs", LinkRoute.Direct.EGGNOG));
    assertMistake(() -> read(without, IDS), "nothing links genes of dr and hs");
  }

  @Test
  void refusesAChoiceThatLinksNothing() throws IOException {
    HomologySources sources =
        HomologySources.ofEggnog(eggnog("33208"))
            .withRoutes(direct("hs", "dr", LinkRoute.Direct.EGGNOG));
    assertMistake(
        () -> read(sources, IDS),
        "orthologous groups are chosen for dr and hs, but hold no link of them");
    HomologySources other = sources.withRoutes(direct("hs", "xt", LinkRoute.Direct.MAPS));
    assertMistake(() -> read(other, IDS), "a source is chosen for hs and xt, but the species are");
  }

  @Test
  void refusesAThirdSpeciesThatLinksNothing() throws IOException {
    PairFile there = pairs("a.tsv", "dr,hs", "x\tA\n");
    HomologySources sources =
        HomologySources.ofPairs(there, pairs("b.tsv", "hs,mm", "ENSG1\ta\n"))
            .withRoutes(new LinkRoutes(Optional.of("hs"), Map.of()));
    assertMistake(
        () -> read(sources, List.of("dr", "mm")), "no gene of hs has links with both dr and mm");
    assertMistake(
        () -> read(sources.withPairs(there), List.of("dr", "mm")),
        "nothing links genes of hs and mm");
    TwoSpecies ends = new TwoSpecies("dr", "hs");
    assertMistake(
        () -> new LinkRoutes(Optional.empty(), Map.of(ends, new LinkRoute.Through("hs"))),
        "dr and hs cannot be linked through hs itself");
    LinkRoutes chain =
        new LinkRoutes(
            Optional.empty(),
            Map.of(
                new TwoSpecies("dr", "mm"),
                new LinkRoute.Through("hs"),
                new TwoSpecies("hs", "mm"),
                new LinkRoute.Through("dr")));
    assertMistake(
        () -> read(sources.withRoutes(chain), IDS), "a path has one species in its middle");
  }

  @Test
  void tellsWhichSpeciesNothingLinks() {
    assertThatThrownBy(() -> read(HomologySources.ofEggnog(eggnog("33208")), List.of("hs", "mm")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("dr.annotations is of the species 'dr'", "only hs, mm");
    EggnogFiles files = eggnog("33208");
    assertThatThrownBy(() -> read(HomologySources.ofEggnog(files), List.of("hs", "mm", "dr", "xt")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing links genes of dr and hs");
  }

  @Test
  void refusesGroupsOfOneSpeciesOrOfNoTaxon() {
    assertThatThrownBy(() -> new EggnogFiles(Map.of("hs", folder), "33208"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("annotations of 1 are given");
    assertThatThrownBy(() -> new EggnogFiles(Map.of("hs", folder, "mm", folder), " "))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("taxon of the orthologous groups is not named");
  }

  private static HomologyGraph read(HomologySources sources, List<String> species) {
    return readSourced(sources, species, Progress.silent()).graph();
  }

  private static SourcedGraph readSourced(
      HomologySources sources, List<String> species, Progress progress) {
    try (Workers workers = Workers.of(2)) {
      return sources.read(species, HomologyParams.defaults(), workers, progress);
    }
  }

  private static void assertMistake(ThrowingCallable of, String message) {
    assertThatThrownBy(of).isInstanceOf(InputException.class).hasMessageContaining(message);
  }

  private static LinkRoutes direct(String a, String b, LinkRoute.Direct source) {
    return new LinkRoutes(Optional.empty(), Map.of(new TwoSpecies(a, b), source));
  }

  private PairFile pairs(String name, String species, String rows) throws IOException {
    return PairFile.of(Files.writeString(folder.resolve(name), rows), species);
  }

  /** Search tables in which each two species share a gene t. */
  private Path maps(List<String> species) throws IOException {
    Path maps = folder.resolve("maps");
    for (String a : species) {
      for (String b : species.subList(species.indexOf(a) + 1, species.size())) {
        Path two = Files.createDirectories(maps.resolve(a + b));
        String hit = "t\tt\t50\t100\t1\t1\t1\t100\t1\t100\t1e-20\t90\n";
        Files.writeString(two.resolve(a + "_to_" + b + ".txt"), hit);
        Files.writeString(two.resolve(b + "_to_" + a + ".txt"), hit);
      }
    }
    return maps;
  }

  /** Groups of three species; at the level of animals none joins the third to the others. */
  private EggnogFiles eggnog(String taxon) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(
        "hs", annotations("hs", "A\tK1@2759|Eukaryota,M1@33208|Metazoa", "B\tM2@33208|Metazoa"));
    files.put(
        "mm",
        annotations(
            "mm",
            "a1\tM1@33208|Metazoa",
            "a2\tM1@33208|Metazoa,M2@33208|Metazoa",
            "a3\tK2@2759|Eukaryota"));
    files.put("dr", annotations("dr", "x\tK1@2759|Eukaryota,M3@33208|Metazoa"));
    return new EggnogFiles(files, taxon);
  }

  private Path annotations(String id, String... rows) {
    try {
      return Files.writeString(
          folder.resolve(id + ".annotations"),
          "#query\teggNOG_OGs\n" + String.join("\n", rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
