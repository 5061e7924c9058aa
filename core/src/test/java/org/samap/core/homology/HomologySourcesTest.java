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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Graphs from orthologous groups, and from several sources. */
class HomologySourcesTest {
  private static final List<String> IDS = List.of("hs", "mm", "dr");

  @TempDir private Path folder;

  @Test
  void linksTheGenesOfAGroup() throws IOException {
    assertThat(Graphs.edges(eggnog("33208").graph(IDS)))
        .containsExactly("hs_A mm_a1 1.0", "hs_A mm_a2 1.0", "hs_B mm_a2 1.0");
    assertThat(Graphs.edges(eggnog("Eukaryota").graph(IDS))).containsExactly("hs_A dr_x 1.0");
  }

  @Test
  void takesGroupsInPlaceOfSearchTables() throws IOException {
    Path maps = folder.resolve("maps");
    for (String two : List.of("hsmm", "hsdr", "mmdr")) {
      String a = two.substring(0, 2);
      String b = two.substring(2);
      Path of = Files.createDirectories(maps.resolve(two));
      Files.writeString(of.resolve(a + "_to_" + b + ".txt"), hit("t", "u"));
      Files.writeString(of.resolve(b + "_to_" + a + ".txt"), hit("u", "t"));
    }
    HomologySources both =
        new HomologySources(
            Optional.empty(), List.of(), Optional.of(eggnog("Eukaryota")), Optional.of(maps));
    assertThat(Graphs.edges(read(both, IDS)))
        .containsExactly("hs_A dr_x 1.0", "hs_t mm_u 90.0", "mm_t dr_u 90.0");
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
  void refusesPairsAndGroupsOfTheSameSpecies() throws IOException {
    Path pairs = Files.writeString(folder.resolve("pairs.tsv"), "A\ta1\n");
    HomologySources both =
        new HomologySources(
            Optional.empty(),
            List.of(PairFile.of(pairs, "hs,mm")),
            Optional.of(eggnog("33208")),
            Optional.empty());
    assertThatThrownBy(() -> read(both, IDS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs and mm are linked by a table of pairs and by orthologous groups; leave one of them"
                + " out");
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
    try (Workers workers = Workers.of(2)) {
      return sources.read(species, HomologyParams.defaults(), workers, Progress.silent());
    }
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

  private static String hit(String query, String subject) {
    return query + "\t" + subject + "\t50\t100\t1\t1\t1\t100\t1\t100\t1e-20\t90\n";
  }
}
