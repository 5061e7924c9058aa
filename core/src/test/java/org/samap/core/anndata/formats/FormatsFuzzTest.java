package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.anndata.Everything;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;

/** Damaged files of other formats than AnnData are read, or refused in one line. */
@SuppressWarnings("StringConcatToTextBlock") // lines of tables are shorter with \t in them
class FormatsFuzzTest {
  /** Written by {@code loom.py}. */
  private static final Path LOOM_2 =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/loom2.loom");

  @TempDir Path folder;

  enum Format {
    TENX {
      @Override
      List<Specimen> specimens(Path folder) {
        String[] types = {"Gene Expression", "Gene Expression", "Antibody Capture"};
        Path features =
            TenXSample.features(folder.resolve("v3.h5"), types, new String[] {"g", "g", "h"});
        return List.of(
            Specimen.of(features), Specimen.of(TenXSample.genomes(folder.resolve("v2.h5"), "g")));
      }
    },
    LOOM {
      @Override
      List<Specimen> specimens(Path folder) {
        Map<String, String[]> genes =
            Map.of("Gene", new String[] {"A", "B", "C"}, "Accession", new String[] {"1", "2", "3"});
        Map<String, String[]> cells =
            Map.of("CellID", new String[] {"c1", "c2"}, "ClusterName", new String[] {"T", "B"});
        Map<String, int[]> layers = Map.of("spliced", new int[] {1, 0, 0, 1, 2, 4});
        Path written = LoomSample.write(folder.resolve("three.loom"), genes, cells, layers);
        return List.of(Specimen.of(written), Specimen.of(LOOM_2));
      }
    },
    MUDATA {
      @Override
      List<Specimen> specimens(Path folder) {
        String[] cells = {"c3", "c0", "c1", "c2"};
        return List.of(
            Specimen.of(MuDataFileTest.write(folder.resolve("a.h5mu"), cells, "rna", "atac")));
      }
    },
    MATRIX_MARKET {
      @Override
      List<Specimen> specimens(Path folder) {
        String matrix =
            "%%MatrixMarket matrix coordinate integer general\n%a comment\n3 4 5\n"
                + "1 1 3\n3 1 1\n2 2 7\n1 4 2\n3 4 10\n";
        SequencedMap<String, byte[]> packed = new TreeMap<>();
        packed.put("matrix.mtx.gz", Specimen.gzip(matrix));
        packed.put("barcodes.tsv.gz", Specimen.gzip("c1\nc2\nc3\nc4\n"));
        packed.put(
            "features.tsv.gz",
            Specimen.gzip(
                "ENSG1\tA\tGene Expression\n"
                    + "ENSG2\tB\tGene Expression\n"
                    + "ENSG3\tA\tGene Expression\n"));
        SequencedMap<String, byte[]> plain = new TreeMap<>();
        plain.put("matrix.mtx", Specimen.utf8(matrix));
        plain.put("barcodes.tsv", Specimen.utf8("c1\nc2\nc3\nc4\n"));
        plain.put("genes.tsv", Specimen.utf8("ENSG1\tA\nENSG2\tB\nENSG3\tC\n"));
        return List.of(Specimen.folder("packed", packed), Specimen.folder("plain", plain));
      }
    },
    TEXT {
      @Override
      List<Specimen> specimens(Path folder) {
        String tabs = "gene\tc1\tc2\tc3\nA\t0\t3\t1\nB\t2\t0\t0\nC\t1\t1\t12\n";
        return List.of(
            Specimen.of("tabs.tsv", tabs),
            Specimen.of("commas.csv", "\"\",\"c1\",\"c2\"\n\"A\",0,3\n\"B\",2,0\n"),
            Specimen.of("packed.txt.gz", Specimen.gzip(tabs)));
      }
    };

    abstract List<Specimen> specimens(Path folder);
  }

  @ParameterizedTest
  @EnumSource
  void readsOrRefusesDamagedFiles(Format format) throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, format.specimens(folder), Everything::read);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void readsOrRefusesManyDamagedFiles(Format format) throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, format.specimens(folder), Everything::read);
  }
}
