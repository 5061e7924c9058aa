package org.samap.core.homology.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.homology.names.NameTransform.Versions;

/** Which transform is proposed for names of the data and headers of the common styles. */
class NameScorerTest {
  private static final List<String> VERSIONED =
      List.of("ENSG00000141510.18", "ENSG00000075624.17", "ENSG00000111640.15");
  private static final List<String> SYMBOLS = List.of("TP53", "ACTB", "GAPDH");

  private static final List<SequenceHeader> ENSEMBL =
      headers(
          "ENSP00000269305.4 pep chromosome:GRCh38:17:7668421:7687490:-1"
              + " gene:ENSG00000141510.16 transcript:ENST00000269305.9"
              + " gene_biotype:protein_coding gene_symbol:TP53 description:tumor protein p53",
          "ENSP00000391478.2 pep chromosome:GRCh38:17:1:2:-1 gene:ENSG00000141510.16"
              + " transcript:ENST00000420246.6 gene_symbol:TP53 description:tumor protein p53",
          "ENSP00000494750.1 pep chromosome:GRCh38:7:1:2:-1 gene:ENSG00000075624.17"
              + " transcript:ENST00000646664.1 gene_symbol:ACTB description:actin beta",
          "ENSP00000229239.5 pep chromosome:GRCh38:12:1:2:1 gene:ENSG00000111640.15"
              + " transcript:ENST00000229239.10 gene_symbol:GAPDH");

  private static final List<SequenceHeader> REFSEQ_CDS =
      headers(
          "lcl|NC_000017.11_cds_NP_000537.3_1 [gene=TP53] [db_xref=CCDS:CCDS11118.1,GeneID:7157]"
              + " [protein=cellular tumor antigen p53] [protein_id=NP_000537.3]",
          "lcl|NC_000007.14_cds_NP_001092.1_2 [gene=ACTB] [db_xref=GeneID:60]",
          "lcl|NC_000012.12_cds_NP_002037.2_3 [gene=GAPDH] [db_xref=GeneID:2597]");

  private static final List<SequenceHeader> UNIPROT =
      headers(
          "sp|P04637|P53_HUMAN Cellular tumor antigen p53 OS=Homo sapiens OX=9606 GN=TP53 PE=1"
              + " SV=4",
          "sp|P60709|ACTB_HUMAN Actin, cytoplasmic 1 OS=Homo sapiens OX=9606 GN=ACTB PE=1 SV=1",
          "tr|V9HVZ4|V9HVZ4_HUMAN Glyceraldehyde OS=Homo sapiens OX=9606 GN=GAPDH PE=2 SV=1");

  private static final List<SequenceHeader> TRINITY =
      headers(
          "TRINITY_DN1000_c0_g1_i1 len=247 path=[31015:0-148]",
          "TRINITY_DN1000_c0_g1_i2.p1 type:complete len:247",
          "TRINITY_DN20_c0_g2_i1 len=300");

  private static List<SequenceHeader> headers(String... lines) {
    return Stream.of(lines).map(SequenceHeader::parse).toList();
  }

  private static NameTransform proposed(List<String> data, List<SequenceHeader> headers) {
    NameProposal proposal = new NameScorer(data).propose(headers);
    assertThat(proposal.best().genes()).isEqualTo(data.size());
    assertThat(proposal.helps()).isTrue();
    return proposal.best().transform();
  }

  private static NameTransform field(HeaderField field) {
    return new NameTransform(field, Versions.KEPT, false, "", "");
  }

  private static NameTransform field(HeaderField field, Versions versions) {
    return new NameTransform(field, versions, false, "", "");
  }

  @Test
  void versionedGenesAgainstEnsemblOfAnotherRelease() {
    assertThat(proposed(VERSIONED, ENSEMBL)).isEqualTo(field(HeaderField.GENE_COLON, Versions.CUT));
  }

  @Test
  void genesWithoutVersionAgainstEnsembl() {
    assertThat(proposed(List.of("ENSG00000141510", "ENSG00000075624"), ENSEMBL))
        .isEqualTo(field(HeaderField.GENE_COLON, Versions.CUT_FROM_SEQUENCES));
  }

  @Test
  void symbolsAgainstEnsembl() {
    assertThat(proposed(SYMBOLS, ENSEMBL)).isEqualTo(field(HeaderField.GENE_SYMBOL));
  }

  @Test
  void symbolsAgainstRefSeq() {
    assertThat(proposed(SYMBOLS, REFSEQ_CDS)).isEqualTo(field(HeaderField.GENE_EQUALS));
  }

  @Test
  void ncbiNumbersAgainstRefSeq() {
    assertThat(proposed(List.of("7157", "60"), REFSEQ_CDS))
        .isEqualTo(field(HeaderField.NCBI_GENE_ID));
  }

  @Test
  void proteinsOfRefSeqWithAnotherVersion() {
    assertThat(
            proposed(
                List.of("NP_000537.2", "NP_001092.1"),
                headers("NP_000537.3 p53 [Homo sapiens]", "NP_001092.1 actin [Homo sapiens]")))
        .isEqualTo(field(HeaderField.NAME, Versions.CUT));
  }

  @Test
  void symbolsAgainstUniProt() {
    assertThat(proposed(SYMBOLS, UNIPROT)).isEqualTo(field(HeaderField.UNIPROT_GENE));
  }

  @Test
  void accessionsAgainstUniProt() {
    assertThat(proposed(List.of("P04637", "P60709", "V9HVZ4"), UNIPROT))
        .isEqualTo(field(HeaderField.UNIPROT_ACCESSION));
  }

  @Test
  void entryNamesAgainstUniProt() {
    assertThat(proposed(List.of("P53_HUMAN", "ACTB_HUMAN"), UNIPROT))
        .isEqualTo(field(HeaderField.UNIPROT_NAME));
  }

  @Test
  void genesOfTrinity() {
    assertThat(proposed(List.of("TRINITY_DN1000_c0_g1", "TRINITY_DN20_c0_g2"), TRINITY))
        .isEqualTo(field(HeaderField.TRINITY_GENE));
  }

  @Test
  void symbolsOfMouseInCapitals() {
    assertThat(proposed(List.of("ACTB", "GAPDH"), headers("Actb", "Gapdh")))
        .isEqualTo(new NameTransform(HeaderField.NAME, Versions.KEPT, true, "", ""));
  }

  @Test
  void dataWithTheNameOfAGenome() {
    assertThat(proposed(List.of("GRCh38_TP53", "GRCh38_ACTB"), headers("TP53", "ACTB", "MT-CO1")))
        .isEqualTo(new NameTransform(HeaderField.NAME, Versions.KEPT, false, "", "GRCh38_"));
  }

  @Test
  void sequencesWithTheNumberOfATaxon() {
    assertThat(proposed(List.of("TP53", "ACTB"), headers("9606.TP53", "9606.ACTB")))
        .isEqualTo(new NameTransform(HeaderField.NAME, Versions.KEPT, false, "9606.", ""));
  }

  @Test
  void genesOfFlyBaseByTheirParents() {
    assertThat(
            proposed(
                List.of("FBgn0000055"),
                headers("FBpp0080468 type=protein; parent=FBgn0000055,FBtr0080913; name=Adh-PB;")))
        .isEqualTo(field(HeaderField.PARENT));
  }

  @Test
  void transcriptsOfAnnotationsByThemselves() {
    assertThat(proposed(List.of("g1", "g2"), headers("g1.t1", "g1.t2", "g2.t1")))
        .isEqualTo(field(HeaderField.WITHOUT_ISOFORM));
  }

  @Test
  void genesOfGencodeBetweenBars() {
    List<SequenceHeader> gencode =
        headers(
            "ENSP00000269305.4|ENST00000269305.9|ENSG00000141510.18|OTTHUMG1.8|OTTHUMT1.3|TP53-201|TP53|393");
    assertThat(proposed(List.of("TP53"), gencode)).isEqualTo(field(HeaderField.PIPE_SYMBOL));
    assertThat(proposed(List.of("ENSG00000141510.18"), gencode))
        .isEqualTo(field(HeaderField.PIPE_GENE));
  }

  @Test
  void allProteinsOfAGeneGoToIt() {
    NameProposal proposal = new NameScorer(VERSIONED).propose(ENSEMBL);
    assertThat(proposal.pairs())
        .hasSize(4)
        .startsWith(
            new GeneOfName("ENSP00000269305.4", "ENSG00000141510.18"),
            new GeneOfName("ENSP00000391478.2", "ENSG00000141510.18"));
    assertThat(proposal.best().sequences()).isEqualTo(4);
  }

  @Test
  void namesThatMatchStayAsTheyAre() {
    NameProposal proposal = new NameScorer(SYMBOLS).propose(headers("TP53", "ACTB", "MDM2"));
    assertThat(proposal.helps()).isFalse();
    assertThat(proposal.best().transform()).isEqualTo(NameTransform.NONE);
    assertThat(proposal.best().genes()).isEqualTo(2);
    assertThat(proposal.onlyInData()).containsExactly("GAPDH");
    assertThat(proposal.onlyInSequences()).containsExactly("MDM2");
  }

  @Test
  void nothingIsProposedWhereNothingFits() {
    NameProposal proposal = new NameScorer(SYMBOLS).propose(TRINITY);
    assertThat(proposal.helps()).isFalse();
    assertThat(proposal.best()).isEqualTo(new NameScore(NameTransform.NONE, 0, 0));
    assertThat(proposal.onlyInData()).containsExactlyElementsOf(SYMBOLS);
  }

  @Test
  void aGeneThatOnlyItsVersionTellsApartKeepsItsOwnSequence() {
    NameProposal proposal =
        new NameScorer(List.of("G.1", "G.2", "H.1")).propose(headers("G.1", "G.2", "H.9"));
    assertThat(proposal.pairs())
        .containsExactly(
            new GeneOfName("G.1", "G.1"),
            new GeneOfName("G.2", "G.2"),
            new GeneOfName("H.9", "H.1"));
  }

  /** Half of the genes match as they are, the others by a field: none of those may be lost. */
  @ParameterizedTest
  @EnumSource(Versions.class)
  void theProposalIsNeverWorseThanTheNamesAsTheyAre(Versions versions) {
    int step = versions == Versions.KEPT ? 2 : versions == Versions.CUT ? 3 : 4;
    List<String> data = IntStream.range(0, 100).mapToObj(g -> "G" + g).toList();
    List<SequenceHeader> mixed =
        IntStream.range(0, 100)
            .mapToObj(g -> g % step == 0 ? "P%d gene:G%d".formatted(g, g) : "G" + g)
            .map(SequenceHeader::parse)
            .toList();
    NameProposal proposal = new NameScorer(data).propose(mixed);
    assertThat(proposal.best().genes()).isGreaterThanOrEqualTo(proposal.none().genes());
    assertThat(proposal.none().genes()).isEqualTo(100 - Math.ceilDiv(100, step));
  }
}
