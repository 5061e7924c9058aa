package org.samap.core.homology.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.run.InputException;

/** Tables of homologous genes in the layouts in which people have them. */
@SuppressWarnings("StringConcatToTextBlock") // lines of tables are shorter with \t in them
class PairTableTest {
  private static final List<String> IDS = List.of("hs", "mm", "dr");
  private static final String IDENTITIES =
      "%id. target Mouse gene identical to query gene\t%id. query gene identical to target Mouse"
          + " gene";

  @TempDir private Path folder;

  @Test
  void readsTwoColumnsOfGenes() throws IOException {
    assertThat(links("hs,mm", "A\ta\nB\tb\n")).containsExactly("hs_A mm_a 1.0", "hs_B mm_b 1.0");
    assertThat(links("mm,hs", "a,A,7.5\r\n\"b\",\"B\",0.5\r\n"))
        .containsExactly("hs_A mm_a 7.5", "hs_B mm_b 0.5");
  }

  @Test
  void readsDecimalCommasBetweenSemicolons() throws IOException {
    assertThat(links("", "hs_A;mm_a;0,5\nhs_B;mm_b;7\n"))
        .containsExactly("hs_A mm_a 0.5", "hs_B mm_b 7.0");
    assertThat(links("hs,mm", "gene_a;gene_b;weight\nA;a;2,25\n"))
        .containsExactly("hs_A mm_a 2.25");
  }

  @Test
  void takesTheHeaviestOfRepeatedPairsAndNoLinkOfWeightZero() throws IOException {
    assertThat(links("hs,mm", "A\ta\t3\nA\ta\t5\nA\ta\t4\nB\tb\t0\n"))
        .containsExactly("hs_A mm_a 5.0");
  }

  @Test
  void takesNoLinkWithoutAWeightAsRWritesIt() throws IOException {
    String table = "gene_a\tgene_b\tweight\nA\ta\tNA\nB\tb\t3\nC\tc\t\n";
    assertThat(links("hs,mm", table)).containsExactly("hs_B mm_b 3.0");
    assertThat(read("hs,mm", table).passedOver()).isEqualTo(2);
  }

  @Test
  void takesSpeciesFromPrefixes() throws IOException {
    assertThat(links("", "# pairs\nmm_a\ths_A\t2\nhs_A\tdr_x\t3\nxt_q\ths_A\t4\nhs_A\ths_B\t5\n"))
        .containsExactly("hs_A mm_a 2.0", "hs_A dr_x 3.0");
    assertThat(read("", "hs_A\tmm_a\nxt_q\ths_A\n").passedOver()).isEqualTo(1);
  }

  @Test
  void takesSpeciesWhoseIdsHaveUnderscoresFromPrefixes() throws IOException {
    Path file = Files.writeString(folder.resolve("long.tsv"), "Homo_sapiens_A_1\tmm_a_2\n");
    HomologyGraph graph =
        PairTable.read(PairFile.of(file, ""), List.of("Homo_sapiens", "mm")).graph();
    assertThat(Graphs.edges(graph)).containsExactly("Homo_sapiens_A_1 mm_a_2 1.0");
    TranscriptNames names =
        TranscriptNames.none()
            .with("Homo_sapiens", List.of(new TranscriptNames.Pair("A_1", "gene_A")));
    assertThat(Graphs.edges(graph.collapse(names)))
        .containsExactly("Homo_sapiens_gene_A mm_a_2 1.0");
  }

  @Test
  void takesSpeciesFromColumns() throws IOException {
    String table =
        "gene_a\tspecies_a\tgene_b\tspecies_b\tweight\n"
            + "A\thuman\ta\tmouse\t2\nx\tfish\tA\thuman\t3\nA\thuman\tq\tfrog\t4\n";
    assertThat(links("hs:human,mm:mouse,dr:fish", table))
        .containsExactly("hs_A mm_a 2.0", "hs_A dr_x 3.0");
    assertThat(links("", table.replace("human", "hs").replace("mouse", "mm")))
        .containsExactly("hs_A mm_a 2.0");
  }

  @Test
  void readsWhatARunWrote() throws IOException {
    String table = "gene_a\tgene_b\tsequence_weight\trefined_weight\nhs_A\tmm_a\t80\t0.3\n";
    assertThat(links("", table)).containsExactly("hs_A mm_a 80.0");
  }

  @Test
  void readsEnsemblsExportWithTheMeanOfBothIdentities() throws IOException {
    String table =
        "Gene stable ID\tGene name\tMouse gene stable ID\tMouse gene name\t"
            + IDENTITIES
            + "\nENSG1\tA\tENSMUSG1\ta\t80\t71\nENSG2\t\t\t\t\t\nENSG3\tC\tENSMUSG3\tc\t60\n";
    PairTable byId = read("hs,mm", table);
    assertThat(Graphs.edges(byId.graph()))
        .containsExactly("hs_ENSG1 mm_ENSMUSG1 75.5", "hs_ENSG3 mm_ENSMUSG3 60.0");
    assertThat(byId.graph().genes().size()).isEqualTo(4);
    assertThat(byId.passedOver()).isEqualTo(1);
    assertThat(byId.layout())
        .startsWith(
            "an Ensembl BioMart export (Gene stable ID, Mouse gene stable ID; weight: mean");
    assertThat(links("hs:Gene name,mm:Mouse gene name", table))
        .containsExactly("hs_A mm_a 75.5", "hs_C mm_c 60.0");
  }

  @Test
  void readsEnsemblsExportOfSeveralTargets() throws IOException {
    String table = "Gene name,Mouse gene name,Zebrafish gene name\nA,a,x\nB,,y\n";
    assertThat(links("hs,mm,dr", table))
        .containsExactly("hs_A mm_a 1.0", "hs_A dr_x 1.0", "hs_B dr_y 1.0");
    assertThat(links("hs,dr:Zebrafish", table)).containsExactly("hs_A dr_x 1.0", "hs_B dr_y 1.0");
  }

  @Test
  void readsListsOfOrthoFinder() throws IOException {
    String table = "Orthogroup\thuman\tmouse\nOG1\tA, B\ta\nOG2\tC\tc, d\n";
    List<String> links =
        List.of("hs_A mm_a 1.0", "hs_B mm_a 1.0", "hs_C mm_c 1.0", "hs_C mm_d 1.0");
    assertThat(links("hs,mm", table)).isEqualTo(links);
    assertThat(links("mm:mouse,hs:human", table)).isEqualTo(links);
    assertThat(
            links(
                "hs,mm",
                "HOG\tOG\tGene Tree Parent Clade\tdr\ths\tmm\nN0.1\tOG1\tn0\tx\tA, B\ta\n"))
        .containsExactly("hs_A mm_a 1.0", "hs_B mm_a 1.0");
  }

  @Test
  void readsPairsOfOma() throws IOException {
    PairTable table = read("hs,mm", "HUMAN1\tMOUSE4\t1:1\t77\nHUMAN2\tMOUSE5\tm:n\t\n");
    assertThat(Graphs.edges(table.graph()))
        .containsExactly("hs_HUMAN1 mm_MOUSE4 1.0", "hs_HUMAN2 mm_MOUSE5 1.0");
    assertThat(table.layout()).startsWith("pairs of OMA");
  }

  @Test
  void readsGroupsOfHomoloGeneWithAndWithoutTitles() throws IOException {
    String rows =
        "3\tA\t9606\t34\n3\ta\t10090\t11\n3\tp\t9598\t46\n5\tB\t9606\t37\n5\tC\t9606\t38\n"
            + "5\tb\t10090\t12\n";
    List<String> links = List.of("hs_A mm_a 1.0", "hs_B mm_b 1.0", "hs_C mm_b 1.0");
    assertThat(links("hs:9606,mm:10090", "HID\tGene.Symbol\tTaxonomy\tGene.ID\n" + rows))
        .isEqualTo(links);
    assertThat(links("hs:9606,mm:10090", "3\t9606\t34\tA\t1\tNP_1\n3\t10090\t11\ta\t2\tNP_2\n"))
        .containsExactly("hs_A mm_a 1.0");
  }

  @Test
  void takesColumnsByTheirTitles() throws IOException {
    assertThat(
            links(
                "dr:Ensembl ID,hs:human_symbol",
                "Ensembl ID\tSymbol\thuman_symbol\nENSDARG1\tp\tP\nENSDARG2\tq\t\n"))
        .containsExactly("hs_P dr_ENSDARG1 1.0");
    assertThat(links("hs,mm", "hs\tmm\tscore\nA\ta\t4\n")).containsExactly("hs_A mm_a 4.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hs,mm       | ''                                | is empty; write two genes a row
          hs,mm       | A                                 | has one column
          hs,mm       | A;a;x                             | line 1: the weight 'x' is not a number
          hs,mm       | A;a;-1                            | line 1: the weight '-1' is not a number
          hs,xx       | A;a                               | is of the species 'xx', but there are only hs, mm, dr
          hs,mm,dr    | A;a                               | has two columns of genes for 3 species
          ''          | A;a                               | links no two genes of hs, mm, dr
          ''          | Gene name;Mouse gene name         | does not say which ids are the species of its columns
          hs,dr:Frog  | Gene name;Mouse gene name         | has no column of genes for dr; it has Mouse gene name
          hs,mm:Mus   | Orthogroup;hs;Mm                  | has no column 'Mus' for mm; it has hs, Mm
          ''          | Orthogroup;hs;Mm                  | does not say which ids are the species of its columns
          ''          | HID;Gene.Symbol;Taxonomy          | does not say which ids are its taxa
          hs,mm       | HID;Gene.Symbol;Taxonomy          | links no two genes of hs, mm, dr
          """)
  void refusesInOneLine(String species, String row, String message) throws IOException {
    assertThatThrownBy(() -> read(species, row + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(folder.toString());
  }

  @ParameterizedTest
  @CsvSource({"hs", "'hs,hs'"})
  void refusesSpeciesThatAreNoTwo(String species) {
    assertThatThrownBy(() -> PairFile.of(folder, species)).isInstanceOf(InputException.class);
  }

  @Test
  void readsRealHomoloGeneAndZebrafishTables() {
    Path shared = Golden.shared("data/homology");
    PairTable groups =
        PairTable.read(
            PairFile.of(shared.resolve("homologeneData2.tsv.gz"), "hs:9606,mm:10090,dr:7955"), IDS);
    assertThat(Graphs.edges(groups.graph()))
        .contains("hs_ACADM mm_Acadm 1.0")
        .hasSizeGreaterThan(40000);
    PairTable fish =
        PairTable.read(
            PairFile.of(
                shared.resolve("zebrafish_human_pairs.tsv.gz"), "dr:Ensembl ID,hs:human_symbol"),
            IDS);
    assertThat(Graphs.edges(fish.graph()))
        .contains("hs_PPARD dr_ENSDARG00000009473 1.0")
        .hasSizeGreaterThan(15000);
  }

  private List<String> links(String species, String table) throws IOException {
    return Graphs.edges(read(species, table).graph());
  }

  private PairTable read(String species, String table) throws IOException {
    return PairTable.read(
        PairFile.of(Files.writeString(folder.resolve("pairs.tsv"), table), species), IDS);
  }
}
