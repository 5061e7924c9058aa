package org.samap.core.homology.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFlavorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ENSG00000141510;       ENSEMBL_GENE
          ENSMUSG00000059552.14; ENSEMBL_GENE_VERSION
          ENST00000269305.9;     ENSEMBL_TRANSCRIPT_VERSION
          ENSDARP00000071531;    ENSEMBL_PROTEIN
          ENSP00000373312.2;     ENSEMBL_PROTEIN_VERSION
          NM_000546.6;           REFSEQ_TRANSCRIPT
          XP_016862.1;           REFSEQ_PROTEIN
          7157;                  NCBI_GENE
          LOC101927;             NCBI_GENE
          P04637;                UNIPROT_ACCESSION
          A0A024R1X8-2;          UNIPROT_ACCESSION
          sp|P04637|P53_HUMAN;   UNIPROT_HEADER
          P53_HUMAN;             UNIPROT_NAME
          FBgn0000055;           FLYBASE
          WBGene00003806.1;      WORMBASE
          ZDB-GENE-990415-8;     ZFIN
          MGI:98834;             MGI
          HGNC:11998;            HGNC
          TRINITY_DN1_c0_g1_i1;  TRINITY_TRANSCRIPT
          TRINITY_DN1_c0_g1;     TRINITY_GENE
          TP53;                  SYMBOL_UPPER
          HLA-DRB1;              SYMBOL_UPPER
          C9orf72;               SYMBOL_UPPER
          Trp53;                 SYMBOL_CAPITALISED
          0610007P14Rik;         SYMBOL_CAPITALISED
          tp53;                  SYMBOL_LOWER
          si:dkey-1c7.2;         SYMBOL_LOWER
          dd_Smed_v6_1_0_1;      OTHER
          """)
  void tellsTheKindOfAName(String name, IdFlavor flavor) {
    assertThat(IdFlavor.of(name)).isEqualTo(flavor);
  }

  @Test
  void tellsTheSharesOfTheCommonKinds() {
    List<String> names = new ArrayList<>(Collections.nCopies(89, "ENSG00000141510.18"));
    names.addAll(Collections.nCopies(10, "TP53"));
    names.add("P04637");
    FlavorShares shares = FlavorShares.of(names);
    assertThat(shares.common())
        .containsExactly(IdFlavor.ENSEMBL_GENE_VERSION, IdFlavor.SYMBOL_UPPER);
    assertThat(shares.text())
        .isEqualTo("Ensembl genes with version (89 %), symbols in capitals, as of human (10 %)");
  }
}
