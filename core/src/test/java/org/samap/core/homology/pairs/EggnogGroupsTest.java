package org.samap.core.homology.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

class EggnogGroupsTest {
  private static final String VERSION_2_1 =
      """
      ## Mon Mar  1 12:00:00 2021
      ## emapper-2.1.6
      #query\tseed_ortholog\tevalue\tscore\teggNOG_OGs\tmax_annot_lvl\tCOG_category
      p1\t9606.E1\t1e-9\t90\tKOG0676@1|root,KOG0676@2759|Eukaryota,38CPI@33208|Metazoa\t33208|Metazoa\tZ
      p2\t9606.E2\t1e-9\t90\tCOG5277@1|root\t1|root\tZ
      ## 2 queries scanned
      """;

  private static final String VERSION_2_0 =
      """
      # emapper version: emapper-2.0.1
      #query_name\tseed_eggNOG_ortholog\ttaxonomic scope\teggNOG OGs\tbest eggNOG OG
      p1\t9606.E1\tMetazoa\t38CPI@33208,KOG0676@2759\tNA|NA|NA
      """;

  private static final String VERSION_1 =
      """
      # emapper version: emapper-1.0.3
      #query_name\tseed_eggNOG_ortholog\tAnnotation_tax_scope\tOGs\tbestOG|evalue|score\tCOG cat
      p1\t9606.E1\tmeNOG[57]\t0V8CP@meNOG,11QQD@NOG,KOG0676@euNOG\tNA|NA|NA\tZ
      """;

  @TempDir Path folder = Path.of("");

  private Map<String, Set<String>> read(String text, String taxon) throws IOException {
    Path file = Files.writeString(folder.resolve("hs.emapper.annotations"), text);
    return EggnogGroups.read(file, taxon).groupsOf();
  }

  @Test
  void readsEveryVersionByItsHeader() throws IOException {
    Map<String, Set<String>> metazoa = Map.of("p1", Set.of("38CPI"));
    assertThat(read(VERSION_2_1, "33208")).isEqualTo(metazoa);
    assertThat(read(VERSION_2_1, "Metazoa")).isEqualTo(metazoa);
    assertThat(read(VERSION_2_1, "33208|Metazoa")).isEqualTo(metazoa);
    assertThat(read(VERSION_2_1, "1"))
        .isEqualTo(Map.of("p1", Set.of("KOG0676"), "p2", Set.of("COG5277")));
    assertThat(read(VERSION_2_0, "33208")).isEqualTo(metazoa);
    assertThat(read(VERSION_1, "meNOG")).isEqualTo(Map.of("p1", Set.of("0V8CP")));
  }

  @Test
  void tellsWhichTaxaThereAre() {
    assertThatThrownBy(() -> read(VERSION_2_1, "7742"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "hs.emapper.annotations", "'7742'", "1|root (2), 2759|Eukaryota (1), 33208|Metazoa");
  }

  @Test
  void refusesAChangedHeader() {
    assertThatThrownBy(() -> read(VERSION_2_1.replace("eggNOG_OGs", "Groups"), "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("line 3", "no column of orthologous groups", "eggNOG_OGs");
    assertThatThrownBy(() -> read(VERSION_2_1.replace("#query", "#id"), "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no header line");
    assertThatThrownBy(() -> read("p1\tx\n", "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no header line");
  }

  @Test
  void refusesALineThatIsCutOff() {
    assertThatThrownBy(() -> read(VERSION_2_1 + "p3\tx\n", "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("line 7", "2 tab-separated columns where the header has 7");
  }
}
