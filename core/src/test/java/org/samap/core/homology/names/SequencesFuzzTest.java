package org.samap.core.homology.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import org.samap.core.genome.GeneModels;
import org.samap.core.homology.search.SequenceFile;

/** Damaged sequences and annotations of genomes are read, or refused in one line. */
@SuppressWarnings("StringConcatToTextBlock") // lines of tables are shorter with \t in them
class SequencesFuzzTest {
  @TempDir Path folder;

  enum Kind {
    FASTA {
      @Override
      List<Specimen> specimens() {
        String proteins =
            ">ENSP1.2 pep chromosome:GRCh38 gene:ENSG1.5 gene_symbol:TP53\nMKVLQW\nLL*\n"
                + ">sp|P04637|P53_HUMAN Cellular tumor antigen OS=Homo sapiens GN=TP53\nMEEPQ\n"
                + ">NP_1.3 protein [Homo sapiens]\nMWQQV\n";
        return List.of(
            Specimen.of("proteins.fa", proteins),
            Specimen.of("transcripts.fa.gz", Specimen.gzip(">t1\nACGTNACG\n>t2\nGGCATT\nACC\n")));
      }

      @Override
      void read(Path file) {
        SequenceFile.read("hs", file, Optional.empty());
        SequenceNames names = SequenceNames.read(file);
        List<GeneOfName> genes =
            names.headers().stream().map(h -> new GeneOfName(h.name(), "gene")).toList();
        RenamedFasta.write(file, genes, file.resolveSibling("renamed." + file.getFileName()));
      }
    },
    GTF {
      @Override
      List<Specimen> specimens() {
        String lines =
            """
            #!genome-build GRCh38
            17\thavana\tgene\t1\t9\t.\t-\t.\tgene_id "ENSG1"; gene_version "5"; gene_name "TP53";
            17\thavana\ttranscript\t1\t9\t.\t-\t.\tgene_id "ENSG1"; transcript_id "ENST1"; \
            transcript_version "2"; gene_name "TP53";
            17\thavana\tCDS\t1\t9\t.\t-\t0\tgene_id "ENSG1"; transcript_id "ENST1"; \
            gene_name "TP53"; protein_id "ENSP1"; protein_version "4";
            """;
        return List.of(
            Specimen.of("genes.gtf", lines), Specimen.of("genes.gtf.gz", Specimen.gzip(lines)));
      }

      @Override
      void read(Path file) {
        SequenceNames.read(file);
        GeneModels.read(file);
      }
    },
    GFF3 {
      @Override
      List<Specimen> specimens() {
        return List.of(
            Specimen.of(
                "genes.gff3",
                """
                ##gff-version 3
                NC_1\tRefSeq\tCDS\t1\t9\t.\t-\t0\tID=cds-1;Parent=rna-NM_1.6;protein_id=NP_1.3
                NC_1\tRefSeq\tmRNA\t1\t29\t.\t-\t.\tID=rna-NM_1.6;Parent=gene-TP53
                NC_1\tRefSeq\tgene\t1\t29\t.\t-\t.\tID=gene-TP53;Dbxref=GeneID:7157;Name=TP53
                NC_1\tRefSeq\tregion\t1\t29\t.\t-\t.\tID=whole
                """));
      }

      @Override
      void read(Path file) {
        SequenceNames.read(file);
      }
    };

    abstract List<Specimen> specimens();

    abstract void read(Path input) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void readsOrRefusesDamagedFiles(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, kind.specimens(), kind::read);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void readsOrRefusesManyDamagedFiles(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, kind.specimens(), kind::read);
  }
}
