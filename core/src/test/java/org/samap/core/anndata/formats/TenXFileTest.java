package org.samap.core.anndata.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.MatrixSize;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;

class TenXFileTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();
  private static final String[] MIXED = {"Gene Expression", "Antibody Capture", "Gene Expression"};
  private static final String[] ONE_GENOME = {"GRCh38", "", "GRCh38"};

  @TempDir Path folder;

  private Path mixed() {
    return TenXSample.features(folder.resolve("any.name"), MIXED, ONE_GENOME);
  }

  /** The sums of h5py and scipy. */
  @ParameterizedTest
  @CsvSource({
    "v1.2, , 12, 343, 12, 12, 15384, AACACGTGTACGCTGC-1, TTTATGCCATCCGTGG-1, DSCAM, S100B",
    "v1.2_multiple_genomes, another_genome, 12, 343, 12, 13, 16233,"
        + " AACACGTGTACGCTGC-1, TTTATGCCATCCGTGG-1, gene_0, gene_342",
    "v1.2_multiple_genomes, hg19_chr21, 12, 343, 12, 12, 15384,"
        + " AACACGTGTACGCTGC-1, TTTATGCCATCCGTGG-1, DSCAM, S100B",
    "v3, , 1107, 507, 23866, 41549, 7376015539,"
        + " AAACCCAAGGAGAGTA-1, TTTGGTTGTAGAATAC-1, CH507-9B2.2, PRMT2",
  })
  void readsWhatPythonReads(
      String name,
      String genome,
      int cells,
      int genes,
      long entries,
      long sum,
      long weighted,
      String firstCell,
      String lastCell,
      String firstGene,
      String lastGene) {
    Path path = Golden.shared("data/io_conformance").resolve("scanpy_10x_" + name + ".h5");
    Counts counts = Fingerprint.load(path, genome == null ? DEFAULTS : DEFAULTS.withGenome(genome));
    assertThat(Fingerprint.of(counts))
        .isEqualTo(new Fingerprint(cells, genes, entries, sum, weighted));
    assertThat(Fingerprint.ends(counts.cells())).containsExactly(firstCell, lastCell);
    assertThat(Fingerprint.ends(counts.genes())).containsExactly(firstGene, lastGene);
  }

  @Test
  void readsAProbeSetAsScanpyDoes() {
    Path path = Golden.shared("data/io_conformance").resolve("scanpy_visium_probe.h5");
    assertThat(Fingerprint.of(Fingerprint.load(path, DEFAULTS)))
        .isEqualTo(new Fingerprint(4987, 1000, 858, 3372, 4792325800L));
    try (DataFile file = DataFiles.open(path, DEFAULTS)) {
      DataFrame var = file.data().var();
      assertThat(var.names()).startsWith("Itgb2l|2ef1e7b").endsWith("Utp20|6221d37");
      assertThat(var.labels("gene_ids")).startsWith("DEPRECATED_ENSMUSG00000000157");
      assertThat(var.labels("probe_ids"))
          .startsWith("DEPRECATED_ENSMUSG00000000157|Itgb2l|2ef1e7b");
      assertThat(var.columns().keySet()).contains("genome", "probe_region", "feature_types");
      assertThat(trues(var, "filtered_probes")).isEqualTo(682);
      assertThat(trues(file.data().obs(), "filtered_barcodes")).isEqualTo(2348);
    }
  }

  private static long trues(DataFrame table, String column) {
    return table.labels(column).stream().filter("True"::equals).count();
  }

  @Test
  void takesGeneExpressionUnlessToldOtherwise() {
    Counts genes = Fingerprint.load(mixed(), DEFAULTS);
    assertThat(genes.cells()).containsExactly("AAC-1", "CCG-1");
    assertThat(genes.genes()).containsExactly("A", "A-1");
    assertThat(genes.counts().block(0).values()).containsExactly(1, 2, 4);
    assertThat(genes.counts().block(0).genes()).containsExactly(0, 1, 1);
    Counts antibodies = Fingerprint.load(mixed(), DEFAULTS.withFeatureType("Antibody Capture"));
    assertThat(antibodies.genes()).containsExactly("B");
    assertThat(antibodies.counts().block(0).values()).containsExactly(3);
  }

  @Test
  void measuresChosenFeaturesByAllThatAreStored() {
    try (DataFile file = DataFiles.open(mixed(), DEFAULTS)) {
      assertThat(CountsLoader.measure(file, Optional.empty()))
          .isEqualTo(new MatrixSize(2, 2, 4, 0));
    }
  }

  @Test
  void keepsTheOtherNameOfAGene() {
    try (DataFile file = DataFiles.open(mixed(), DEFAULTS)) {
      assertThat(file.data().var().names()).containsExactly("A", "A");
      assertThat(file.data().var().labels("gene_ids")).containsExactly("ENSG1", "ENSG3");
    }
    try (DataFile file = DataFiles.open(mixed(), DEFAULTS.withGeneNames(GeneNames.IDS))) {
      assertThat(file.data().var().names()).containsExactly("ENSG1", "ENSG3");
      assertThat(file.data().var().labels("gene_symbols")).containsExactly("A", "A");
    }
  }

  @Test
  void asksWhichOfSeveralGenomes() {
    Path old = TenXSample.genomes(folder.resolve("old.h5"), "hg19", "mm10");
    assertRefused(old, DEFAULTS, "several genomes; choose one as genome: hg19, mm10");
    assertRefused(old, DEFAULTS.withGenome("dm6"), "has no genome 'dm6'; choose one of: hg19");
    assertThat(Fingerprint.load(old, DEFAULTS.withGenome("mm10")).genes()).hasSize(3);
    String[] types = {MIXED[0], MIXED[0], MIXED[0]};
    Path barnyard =
        TenXSample.features(folder.resolve("b.h5"), types, new String[] {"hg19", "mm10", "hg19"});
    assertRefused(barnyard, DEFAULTS, "several genomes; choose one as genome: hg19, mm10");
    assertThat(Fingerprint.load(barnyard, DEFAULTS.withGenome("mm10")).genes())
        .containsExactly("B");
  }

  @Test
  void namesTheTypesThereAre() {
    assertRefused(
        mixed(),
        DEFAULTS.withFeatureType("Peaks"),
        "has no features of the type 'Peaks'; choose another feature_type: Gene Expression,"
            + " Antibody Capture");
  }

  @Test
  void refusesPartsOfDifferentLengths() {
    assertRefused(
        TenXSample.inconsistent(folder.resolve("cells.h5"), 3, "AAC-1"),
        DEFAULTS,
        "cells.h5: is an inconsistent 10x Genomics file: g: X is 2 x 3, but obs and var make it 1");
    assertRefused(
        TenXSample.inconsistent(folder.resolve("genes.h5"), 4, "AAC-1", "CCG-1"),
        DEFAULTS,
        "g is of 4 features, but names 3");
    assertRefused(
        TenXSample.features(folder.resolve("types.h5"), new String[] {MIXED[0]}, ONE_GENOME),
        DEFAULTS,
        "genome has 3 values where there are 1");
  }

  @Test
  void refusesFewerSymbolsThanGenes() {
    assertRefused(
        TenXSample.fewSymbols(folder.resolve("symbols.h5")),
        DEFAULTS,
        "g/gene_names has 1 values where there are 3");
  }

  @Test
  void refusesPositionsThatFallOrLeadBeyondTheValues() {
    for (int[] positions : new int[][] {{0, 3, 2}, {-1, 2, 4}, {0, 2, 9}}) {
      Path path = TenXSample.features(folder.resolve("p.h5"), MIXED, ONE_GENOME, positions);
      assertThatThrownBy(() -> Fingerprint.load(path, DEFAULTS))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("p.h5: X cannot be used: indptr ");
    }
  }

  private static void assertRefused(Path path, ReadOptions options, String message) {
    assertThatThrownBy(() -> DataFiles.open(path, options).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContaining(message);
  }
}
