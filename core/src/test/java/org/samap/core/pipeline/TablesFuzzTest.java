package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.analysis.evolution.DivergenceTimes;
import org.samap.core.anndata.DataFrame;
import org.samap.core.annotation.Annotations;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.peaks.Peaks;
import org.samap.core.run.Progress;

/** Damaged tables that go with the data are read, or refused in one line. */
@SuppressWarnings("StringConcatToTextBlock") // lines of tables are shorter with \t in them
class TablesFuzzTest {
  @TempDir Path folder;

  enum Kind {
    LABELS {
      @Override
      List<Specimen> specimens() {
        return List.of(
            Specimen.of("labels.tsv", "cell\tlabel\nc1\tT cell\nc2\tB cell\nc3\tNA\n"),
            Specimen.of("labels.csv", "c1,\"T, naive\"\nc2,B\nc3,T\n"),
            Specimen.of("labels.tsv.gz", Specimen.gzip("c1\tT cell\nc2\tB cell\nc3\tT cell\n")));
      }

      @Override
      void read(Path file) {
        new LabelSource.Table(file).labels("hs", DataFrame.of(List.of("c1", "c2", "c3")));
      }
    },
    ANNOTATIONS {
      @Override
      List<Specimen> specimens() {
        String table =
            "## emapper-2.1.6\n#query\tseed_ortholog\tevalue\tGOs\tCOG_category\tDescription\n"
                + "P1\t9606.E1\t1e-9\tGO:0001,GO:0002\tKT\tbinds\nP2\t9606.E2\t1e-9\t-\tS\t-\n";
        return List.of(
            Specimen.of("hs.emapper.annotations", table),
            Specimen.of("hs.tsv.gz", Specimen.gzip("gene\tGO\nP1\tGO:1,GO:2\nP3\tGO:1\n")),
            Specimen.of("sets.gmt", "S1\tfirst\tP1\tP2\nS2\tna\tP3\n"));
      }

      @Override
      void read(Path file) {
        GeneAxis genes =
            GeneAxis.of(List.of("aa", "hs"), List.of(List.of("x"), List.of("P1", "P2", "P3")));
        Annotations.builder(genes, Annotations.Params.defaults())
            .read(1, file, name -> name, Progress.silent())
            .build();
      }
    },
    PEAKS {
      @Override
      List<Specimen> specimens() {
        return List.of(
            Specimen.of("peaks.bed", "track name=x\nchr1\t100\t200\tp1\nchr2\t5\t90\tp2\n"),
            Specimen.of("peaks.bed.gz", Specimen.gzip("chr1\t100\t200\nchr1\t300\t410\n")),
            Specimen.of("peaks.tsv", "peak\tc1\tc2\nchr1:100-200\t1\t0\nchr1:300-410\t0\t2\n"));
      }

      @Override
      void read(Path file) {
        Peaks.read(file, Optional.empty(), Progress.silent());
      }
    },
    DIVERGENCE {
      @Override
      List<Specimen> specimens() {
        return List.of(
            Specimen.of("times.tsv", "species_a\tspecies_b\ttime\nhs\tmm\t87\nhs\tdr\t429.6\n"));
      }

      @Override
      void read(Path file) {
        DivergenceTimes.read(file);
      }
    };

    abstract List<Specimen> specimens();

    abstract void read(Path input) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void readsOrRefusesDamagedTables(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, kind.specimens(), kind::read);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void readsOrRefusesManyDamagedTables(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, kind.specimens(), kind::read);
  }
}
