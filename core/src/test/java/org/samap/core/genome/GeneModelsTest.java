package org.samap.core.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.run.InputException;

class GeneModelsTest {
  private static final String ENSEMBL =
      """
      #!genome-build GRCh38
      1\thavana\tgene\t101\t300\t.\t+\t.\tgene_id "ENSG1"; gene_name "A"; gene_biotype "protein_coding";
      1\thavana\texon\t101\t150\t.\t+\t.\tgene_id "ENSG1"; transcript_id "T1";
      1\thavana\texon\t141\t160\t.\t+\t.\tgene_id "ENSG1"; transcript_id "T2";
      1\thavana\texon\t251\t300\t.\t+\t.\tgene_id "ENSG1"; transcript_id "T1";
      X\thavana\tgene\t1\t10\t.\t-\t.\tgene_id "ENSG2"; gene_name "A"; gene_biotype "lncRNA";
      X\thavana\tgene\t21\t30\t.\t-\t.\tgene_id "ENSG3";
      """;

  @TempDir private Path folder;

  private GeneModels read(String text) throws IOException {
    return GeneModels.read(Files.writeString(folder.resolve("genes.gtf"), text));
  }

  @Test
  void readsPlacesCountedFromZero() throws IOException {
    List<GeneModel> genes = read(ENSEMBL).genes();
    assertThat(genes).extracting(GeneModel::id).containsExactly("ENSG1", "ENSG2", "ENSG3");
    assertThat(genes.getFirst().place()).isEqualTo(new Place("1", new Span(100, 300), true));
    assertThat(genes.get(1).place()).isEqualTo(new Place("X", new Span(0, 10), false));
  }

  @Test
  void readsPlacesWithoutExons() throws IOException {
    GeneModels all = read(ENSEMBL);
    GeneModels places = GeneModels.readPlaces(folder.resolve("genes.gtf"));
    assertThat(places.genes())
        .extracting(GeneModel::place)
        .isEqualTo(all.genes().stream().map(GeneModel::place).toList());
    assertThat(places.names(GeneNames.SYMBOLS)).isEqualTo(all.names(GeneNames.SYMBOLS));
    Files.writeString(folder.resolve("exons.gtf"), "1\tx\texon\t5\t9\t.\t+\t.\tgene_id \"a\"\n");
    assertThat(GeneModels.readPlaces(folder.resolve("exons.gtf")).genes()).hasSize(1);
  }

  @Test
  void joinsTheExonsOfAllTranscripts() throws IOException {
    GeneModel gene = read(ENSEMBL).genes().getFirst();
    assertThat(gene.exons()).containsExactly(new Span(100, 160), new Span(250, 300));
  }

  @Test
  void callsGenesBySymbolsThatDoNotRepeat() throws IOException {
    GeneModels genes = read(ENSEMBL);
    assertThat(genes.names(GeneNames.SYMBOLS)).containsExactly("A", "ENSG2", "ENSG3");
    assertThat(genes.names(GeneNames.IDS)).containsExactly("ENSG1", "ENSG2", "ENSG3");
  }

  @Test
  void keepsTheGenesOfABiotype() throws IOException {
    GeneModels genes = read(ENSEMBL);
    assertThat(genes.ofBiotype("lncRNA").genes()).extracting(GeneModel::id).containsOnly("ENSG2");
    assertThatThrownBy(() -> genes.ofBiotype("tRNA"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no genes of the biotype 'tRNA'; choose one of: (none), lncRNA");
  }

  @Test
  void needsNoLinesOfGenes() throws IOException {
    GeneModels genes =
        read(
            """
            c\tx\ttranscript\t11\t50\t.\t-\t.\tgene_id "g"; transcript_id "g.1";
            c\tx\ttranscript\t5\t40\t.\t-\t.\tgene_id "g"; transcript_id "g.2";
            """);
    assertThat(genes.genes().getFirst().place()).isEqualTo(new Place("c", new Span(4, 50), false));
  }

  @Test
  void takesTheFirstPlaceOfAGeneThatHasTwo() throws IOException {
    GeneModels genes =
        read(
            """
            X\tx\tgene\t11\t50\t.\t+\t.\tgene_id "CD99";
            Y\tx\tgene\t1\t9\t.\t+\t.\tgene_id "CD99";
            """);
    assertThat(genes.genes()).extracting(g -> g.place().chromosome()).containsExactly("X");
    assertThat(genes.split()).isEqualTo(1);
  }

  @Test
  void aGeneBeginsWhereItIsReadFrom() {
    Place forward = new Place("1", new Span(5000, 6000), true);
    Place backward = new Place("1", new Span(5000, 6000), false);
    assertThat(forward.start()).isEqualTo(5000);
    assertThat(backward.start()).isEqualTo(5999);
    assertThat(forward.widened(2000, 100)).isEqualTo(new Span(3000, 6100));
    assertThat(backward.widened(2000, 100)).isEqualTo(new Span(4900, 8000));
    assertThat(forward.widened(9000, 0)).isEqualTo(new Span(0, 6000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1;x;gene;10;5;.;+;.;gene_id "a"    | line 1: it begins at 10 and ends at 5
          1;x;gene;0;5;.;+;.;gene_id "a"     | line 1: it begins at 0
          1;x;gene;ten;50;.;+;.;gene_id "a"  | line 1: 'ten' is no position
          1;x;gene;1;50;.;+;.;gene_name "a"  | line 1: the gene has no gene_id
          1;x;gene;1;50;.;+;.;gene_id "EN    | line 1: a quote is not closed
          1;x;gene;1;50;.;+;.;ID=gene:a      | line 1: it is GFF3, not GTF; convert it
          1;x;gene;1;50                      | line 1: it has 5 columns
          1;x;CDS;1;50;.;+;.;gene_id "a"     | holds no gene, transcript or exon
          """)
  void refusesDamage(String text, String message) {
    assertThatThrownBy(() -> read(text.replace(';', '\t').replace("'", "")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("genes.gtf")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatWasCut() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(ENSEMBL.getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("genes.gtf.gz");
    Files.write(file, bytes.toByteArray());
    assertThat(GeneModels.read(file).genes()).hasSize(3);
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20));
    assertThatThrownBy(() -> GeneModels.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is truncated gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "chr1, 1",
    "1, 1",
    "Chr2, 2",
    "chrM, MT",
    "MT, MT",
    "chr, chr",
    "scaffold7, scaffold7"
  })
  void chromosomesHaveOneName(String name, String plain) {
    assertThat(Chromosomes.plain(name)).isEqualTo(plain);
  }
}
