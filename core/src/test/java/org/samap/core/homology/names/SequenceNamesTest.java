package org.samap.core.homology.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.homology.names.SequenceNames.Kind;
import org.samap.core.run.InputException;

class SequenceNamesTest {
  @TempDir private Path folder;

  private SequenceNames read(String text) throws IOException {
    return SequenceNames.read(Files.writeString(folder.resolve("names"), text));
  }

  private static SequenceHeader header(String name, String description) {
    return new SequenceHeader(name, description);
  }

  @Test
  void readsTheHeadersOfFasta() throws IOException {
    SequenceNames names = read(">a.1 gene:A\nMKV\nLL\n>b\nM\n>a.1 again\nM\n");
    assertThat(names.kind()).isEqualTo(Kind.FASTA);
    assertThat(names.headers()).containsExactly(header("a.1", "gene:A"), header("b", ""));
  }

  @Test
  void readsCompressedFastaWithLineEndsOfWindows() throws IOException {
    Path file = folder.resolve("names.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(">a gene:A\r\nMK\r\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(SequenceNames.read(file).headers()).containsExactly(header("a", "gene:A"));
  }

  @Test
  void readsTranscriptsAndProteinsOfEnsemblsGtf() throws IOException {
    SequenceNames names =
        read(
            """
            #!genome-build GRCh38
            17\thavana\tgene\t1\t9\t.\t-\t.\tgene_id "ENSG1"; gene_version "5"; gene_name "TP53";
            17\thavana\ttranscript\t1\t9\t.\t-\t.\tgene_id "ENSG1"; transcript_id "ENST1"; \
            transcript_version "2"; gene_name "TP53";
            17\thavana\tCDS\t1\t9\t.\t-\t0\tgene_id "ENSG1"; transcript_id "ENST1"; \
            gene_name "TP53"; protein_id "ENSP1"; protein_version "4";
            """);
    assertThat(names.kind()).isEqualTo(Kind.GTF);
    assertThat(names.headers())
        .containsExactly(
            header("ENST1", "gene:ENSG1 gene_symbol:TP53"),
            header("ENST1.2", "gene:ENSG1 gene_symbol:TP53"),
            header("ENSP1", "gene:ENSG1 gene_symbol:TP53"),
            header("ENSP1.4", "gene:ENSG1 gene_symbol:TP53"));
  }

  @Test
  void readsTheGenesOfTranscriptsAndProteinsInGff3WhateverTheirOrder() throws IOException {
    SequenceNames names =
        read(
            """
            ##gff-version 3
            NC_1\tRefSeq\tCDS\t1\t9\t.\t-\t0\tID=cds-NP_1.3;Parent=rna-NM_1.6;protein_id=NP_1.3
            NC_1\tRefSeq\tCDS\t20\t29\t.\t-\t0\tID=cds-NP_1.3;Parent=rna-NM_1.6;protein_id=NP_1.3
            NC_1\tRefSeq\tmRNA\t1\t29\t.\t-\t.\tID=rna-NM_1.6;Parent=gene-TP53;transcript_id=NM_1.6
            NC_1\tRefSeq\tgene\t1\t29\t.\t-\t.\tID=gene-TP53;Dbxref=GeneID:7157,HGNC:1;Name=TP53
            NC_1\tRefSeq\tregion\t1\t29\t.\t-\t.\tID=whole
            """);
    assertThat(names.kind()).isEqualTo(Kind.GFF3);
    assertThat(names.headers())
        .containsExactly(
            header("NP_1.3", "gene:TP53 gene_symbol:TP53 GeneID:7157"),
            header("NM_1.6", "gene:TP53 gene_symbol:TP53 GeneID:7157"));
  }

  @Test
  void readsEnsemblsGff3() throws IOException {
    SequenceNames names =
        read(
            """
            1\te\tgene\t1\t9\t.\t+\t.\tID=gene:ENSG1;Name=TP53;gene_id=ENSG1;version=5
            1\te\tmRNA\t1\t9\t.\t+\t.\tID=transcript:ENST1;Parent=gene:ENSG1;transcript_id=ENST1;version=2
            1\te\tCDS\t1\t9\t.\t+\t0\tID=CDS:ENSP1;Parent=transcript:ENST1;protein_id=ENSP1
            """);
    assertThat(names.headers())
        .containsExactly(
            header("ENST1", "gene:ENSG1 gene_symbol:TP53"),
            header("ENST1.2", "gene:ENSG1 gene_symbol:TP53"),
            header("ENSP1", "gene:ENSG1 gene_symbol:TP53"));
  }

  @Test
  void readsTablesOfTranscriptGeneAndSymbol() throws IOException {
    SequenceNames names = read("T1\tG1\tTP53\nT2\tG1\tTP53\n");
    assertThat(names.kind()).isEqualTo(Kind.TABLE);
    assertThat(names.headers())
        .containsExactly(
            header("T1", "gene:G1 gene_symbol:TP53"), header("T2", "gene:G1 gene_symbol:TP53"));
    assertThat(read("T1,G1\n").headers()).containsExactly(header("T1", "gene:G1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                   | is empty; give FASTA
          > \\nMK                              | line 1: a sequence has no name
          onlyonecolumn                        | line 1: it has 1 columns
          1\\te\\tgene\\t1\\t9\\t.\\t+\\t.\\tgene_id "G"; | names no transcript or protein
          1\\te\\tCDS\\t1\\t9\\t.\\t+\\t.\\tID=a\\n1\\te\\tCDS | line 2: it has 3 columns separated by tabs
          """)
  void saysWhatIsWrong(String text, String message) {
    String lines = text.translateEscapes();
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void renamedFastaHasTheLongestSequenceOfEachGene() throws IOException {
    Path fasta =
        Files.writeString(
            folder.resolve("in.fa"), ">p1 one\nMK\n>p2 two\nMKV\nL\n>p3\nMMMM\n>other x\nM\n");
    Path out = folder.resolve("out.fa");
    int written =
        RenamedFasta.write(
            fasta,
            List.of(
                new GeneOfName("p1", "G"), new GeneOfName("p2", "G"), new GeneOfName("p3", "G")),
            out);
    assertThat(written).isEqualTo(2);
    assertThat(out).hasContent(">G p2 two\nMKV\nL\n>other x\nM\n");
  }
}
