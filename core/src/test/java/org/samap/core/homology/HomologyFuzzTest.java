package org.samap.core.homology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.homology.pairs.EggnogFiles;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Damaged tables of homologous genes are read, or refused in one line. */
@SuppressWarnings("StringConcatToTextBlock") // lines of tables are shorter with \t in them
class HomologyFuzzTest {
  private static final List<String> IDS = List.of("hs", "mm");

  @TempDir Path folder;

  enum Kind {
    SEARCH_TABLES {
      @Override
      List<Specimen> specimens(Path folder) {
        String there =
            "A\ta\t97.5\t200\t5\t0\t1\t200\t1\t200\t1e-100\t400.5\n"
                + "A\tb\t40\t150\t80\t2\t1\t150\t3\t152\t2e-20\t90\n"
                + "B\tb\t88.1\t90\t10\t0\t1\t90\t1\t90\t3e-50\t180\n";
        String back =
            "a\tA\t97.5\t200\t5\t0\t1\t200\t1\t200\t1e-100\t401\n"
                + "b\tB\t88.1\t90\t10\t0\t1\t90\t1\t90\t3e-50\t181\n"
                + "b\tB\t30\t40\t10\t0\t1\t40\t1\t40\t1e-8\t50\n";
        SequencedMap<String, byte[]> plain = new TreeMap<>();
        plain.put("hsmm/hs_to_mm.txt", Specimen.utf8(there));
        plain.put("hsmm/mm_to_hs.txt", Specimen.utf8(back));
        SequencedMap<String, byte[]> packed = new TreeMap<>();
        packed.put("hsmm/hs_to_mm.txt.gz", Specimen.gzip(there));
        packed.put("hsmm/mm_to_hs.txt.gz", Specimen.gzip(back));
        return List.of(Specimen.folder("maps", plain), Specimen.folder("packed", packed));
      }

      @Override
      void read(Path maps) {
        HomologyFuzzTest.read(HomologySources.ofMaps(maps));
      }
    },
    PAIRS {
      @Override
      List<Specimen> specimens(Path folder) {
        return List.of(
            Specimen.of("two.tsv", "A\ta\t7.5\nB\tb\t1\n\"C\"\tc\n"),
            Specimen.of("named.csv", "hs_A,mm_a,3\nmm_b,hs_B,0.5\n"),
            Specimen.of(
                "species.tsv",
                "gene_a\tspecies_a\tgene_b\tspecies_b\tweight\nA\ths\ta\tmm\t2\nb\tmm\tB\ths\t1\n"),
            Specimen.of("groups.tsv", "Orthogroup\ths\tmm\nOG0\tA, B\ta\nOG1\tC\tb, c\nOG2\t\td\n"),
            Specimen.of(
                "biomart.tsv.gz",
                Specimen.gzip(
                    "Gene name\tMouse gene name\t%id. target Mouse gene identical to query gene\n"
                        + "A\ta\t91.2\nB\tb\t40\nC\t\t\n")));
      }

      @Override
      void read(Path file) {
        String ids = file.endsWith("named.csv") || file.endsWith("species.tsv") ? "" : "hs,mm";
        HomologyFuzzTest.read(HomologySources.ofPairs(PairFile.of(file, ids)));
      }
    },
    SAVED_GRAPH {
      @Override
      List<Specimen> specimens(Path folder) {
        HomologyGraph graph = Graphs.graph(genes(), List.of("hs_A mm_a 7.5", "hs_B mm_b 1.0"));
        graph.save(folder.resolve("graph.tsv.gz"));
        graph.save(folder.resolve("graph.bin"));
        return List.of(
            Specimen.of(folder.resolve("graph.tsv.gz")), Specimen.of(folder.resolve("graph.bin")));
      }

      @Override
      void read(Path file) {
        HomologyFuzzTest.read(HomologySources.ofSaved(file));
      }
    },
    EGGNOG {
      @Override
      List<Specimen> specimens(Path folder) {
        SequencedMap<String, byte[]> files = new TreeMap<>();
        files.put(
            "hs",
            Specimen.utf8(
                "## emapper-2.1.6\n"
                    + "#query\tseed_ortholog\tevalue\tscore\teggNOG_OGs\tmax\n"
                    + "A\t9606.E1\t1e-9\t90\tKOG0676@1|root,38CPI@33208|Metazoa\t33208|Metazoa\n"
                    + "B\t9606.E2\t1e-9\t90\tCOG5277@33208|Metazoa\t1|root\n"
                    + "## 2 queries scanned\n"));
        files.put(
            "mm",
            Specimen.gzip(
                "# emapper version: emapper-2.0.1\n#query_name\tseed\tscope\teggNOG OGs\tbest\n"
                    + "a\t9606.E1\tMetazoa\t38CPI@33208,KOG0676@2759\tNA|NA|NA\n"
                    + "b\t9606.E1\tMetazoa\tCOG5277@33208,KOG0676@2759\tNA|NA|NA\n"));
        return List.of(Specimen.folder("annotations", files));
      }

      @Override
      void read(Path folder) {
        new EggnogFiles(IDS.stream().collect(Collectors.toMap(id -> id, folder::resolve)), "33208")
            .graph(IDS);
      }
    },
    ORTHOFINDER {
      @Override
      List<Specimen> specimens(Path folder) {
        SequencedMap<String, byte[]> files = new TreeMap<>();
        files.put("SpeciesIDs.txt", Specimen.utf8("0: hs.fa\n1: mm.fa\n"));
        files.put("SequenceIDs.txt", Specimen.utf8("0_0: A\n0_1: B x\n1_0: a\n1_1: b\n"));
        files.put("Blast0_1.txt", Specimen.utf8("0_0\t1_0\t90\t9\t1\t0\t1\t9\t1\t9\t1e-9\t80\n"));
        files.put(
            "Blast1_0.txt.gz", Specimen.gzip("1_0\t0_0\t90\t9\t1\t0\t1\t9\t1\t9\t1e-9\t81\n"));
        return List.of(Specimen.folder("WorkingDirectory", files));
      }

      @Override
      void read(Path folder) {
        HomologyFuzzTest.read(HomologySources.ofMaps(folder));
      }
    },
    FEATURE_LINKS {
      @Override
      List<Specimen> specimens(Path folder) {
        return List.of(
            Specimen.of("links.tsv", "peak\tgene\tweight\nchr1:1-9\tA\t0.5\nchr1:20-30\tB\t1\n"),
            Specimen.of("links.csv.gz", Specimen.gzip("chr1:1-9,A\nchr2:5-9,B\n")));
      }

      @Override
      void read(Path file) {
        FeatureLinks.read(file);
      }
    },
    ORTHOLOGS {
      @Override
      List<Specimen> specimens(Path folder) {
        return List.of(Specimen.of("orthologs.tsv", "gene_a\tgene_b\nhs_A\tmm_a\nB\tb\n"));
      }

      @Override
      void read(Path file) {
        Orthologs.read(file, genes(), Orthologs.Unknown.PASSED_OVER);
      }
    },
    NAMES {
      @Override
      List<Specimen> specimens(Path folder) {
        return List.of(Specimen.of("names.tsv", "T1\tA\nT2\tA\nT3\tB\n"));
      }

      @Override
      void read(Path file) {
        TranscriptNames.none().withFile("hs", file);
      }
    };

    abstract List<Specimen> specimens(Path folder);

    abstract void read(Path input) throws IOException;
  }

  private static GeneAxis genes() {
    return GeneAxis.of(IDS, List.of(List.of("hs_A", "hs_B"), List.of("mm_a", "mm_b")));
  }

  private static void read(HomologySources sources) {
    try (Workers workers = Workers.of(1)) {
      sources.read(IDS, HomologyParams.defaults(), workers, Progress.silent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsOrRefusesDamagedTables(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, kind.specimens(folder), kind::read);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void readsOrRefusesManyDamagedTables(Kind kind) throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, kind.specimens(folder), kind::read);
  }
}
