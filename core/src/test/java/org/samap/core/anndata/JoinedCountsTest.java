package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.counts.CellChoice;
import org.samap.core.anndata.counts.CellDraw;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.anndata.counts.GeneVersions;
import org.samap.core.anndata.counts.JoinedCounts;
import org.samap.core.anndata.counts.JoinedObs;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Several files of one species. */
class JoinedCountsTest {
  private static final CellChoice ALL = new CellChoice(CellFilter.none(), Optional.empty());

  private final Samples.Said said = new Samples.Said();

  @Test
  void usesTheGenesThatAllFilesHaveInTheOrderOfTheFirst() {
    DataFile a = file("a", List.of("x", "y", "z"), List.of("c0", "c1"), 1, 2, 3, 0, 5, 6);
    DataFile b = file("b", List.of("z", "w", "x"), List.of("d0"), 7, 8, 9);
    Counts counts = load(GeneJoin.INTERSECTION, ALL, a, b);
    assertThat(counts.genes()).containsExactly("x", "z");
    assertThat(counts.cells()).containsExactly("c0", "c1", "d0");
    assertThat(Samples.rows(counts.counts()))
        .containsExactly(List.of(1f, 3f), List.of(0f, 6f), List.of(9f, 7f));
    assertThat(said.infos)
        .containsExactly("a.h5ad and 1 more have 2 genes in common and 4 together; the 2 are used");
    assertThat(said.warnings).isEmpty();
  }

  @Test
  void usesAllGenesWithoutCountsWhereAFileLacksThem() {
    DataFile a = file("a", List.of("x", "y"), List.of("c0"), 1, 2);
    DataFile b = file("b", List.of("w", "x"), List.of("d0"), 8, 9);
    Counts counts = load(GeneJoin.UNION, ALL, a, b);
    assertThat(counts.genes()).containsExactly("x", "y", "w");
    assertThat(Samples.rows(counts.counts()))
        .containsExactly(List.of(1f, 2f, 0f), List.of(9f, 0f, 8f));
  }

  @Test
  void joinsEnsemblIdsWithoutVersionsByTheNameOfTheFirstFile() {
    DataFile a =
        file("a", List.of("ENSG00000000003.14", "ENSG00000000005", "AC1.1"), List.of("c"), 1, 2, 3);
    DataFile b =
        file(
            "b",
            List.of("AC1.2", "ENSG00000000005.6", "ENSG00000000003.15"),
            List.of("d"),
            4,
            5,
            6);
    assertThatThrownBy(() -> load(GeneJoin.UNION, ALL, a, b))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a.h5ad and 1 more have 0 genes in common, but 2 without the versions of Ensembl ids;"
                + " fix-names auto joins them so");
    Counts common = load(GeneJoin.INTERSECTION, GeneVersions.IGNORED, ALL, a, b);
    assertThat(common.genes()).containsExactly("ENSG00000000003.14", "ENSG00000000005");
    assertThat(Samples.rows(common.counts())).containsExactly(List.of(1f, 2f), List.of(6f, 5f));
    Counts all = load(GeneJoin.UNION, GeneVersions.IGNORED, ALL, a, b);
    assertThat(all.genes())
        .containsExactly("ENSG00000000003.14", "ENSG00000000005", "AC1.1", "AC1.2");
    assertThat(Samples.rows(all.counts()))
        .containsExactly(List.of(1f, 2f, 3f, 0f), List.of(6f, 5f, 0f, 4f));
    assertThat(said.infos)
        .containsExactly(
            "a.h5ad and 1 more have 2 genes in common and 4 together; the 2 are used; versions of"
                + " Ensembl ids are ignored",
            "a.h5ad and 1 more have 2 genes in common and 4 together; the 4 are used; versions of"
                + " Ensembl ids are ignored");
    assertThat(said.warnings).isEmpty();
  }

  @Test
  void keepsVersionsThatOneFileTellsApartAndTheCopyOnTheYChromosome() {
    List<String> two = List.of("ENSG00000000003.14", "ENSG00000000003.15");
    List<String> x = List.of("ENSG00000000003.14", "ENSG00000182378.14_PAR_Y");
    List<String> y = List.of("ENSG00000182378.15_PAR_Y", "ENSG00000182378.15");
    assertThat(GeneVersions.IGNORED.names(List.of(two, x))).containsExactly(two, x);
    assertThat(GeneVersions.IGNORED.names(List.of(x, y)).getLast())
        .containsExactly("ENSG00000182378.14_PAR_Y", "ENSG00000182378.15");
    assertThat(GeneVersions.DISTINCT.names(List.of(x, y))).containsExactly(x, y);
  }

  @Test
  void appendsTheNameOfTheFileToAllNamesOfCellsIfOneRepeats() {
    DataFrame a = DataFrame.of(List.of("AAA-1", "CCC-1"));
    DataFrame b = DataFrame.of(List.of("AAA-1", "GGG-1"));
    assertThat(JoinedObs.of(List.of(a, b), List.of("s1", "s2")).names())
        .containsExactly("AAA-1-s1", "CCC-1-s1", "AAA-1-s2", "GGG-1-s2");
    DataFrame c = DataFrame.of(List.of("TTT-1"));
    assertThat(JoinedObs.of(List.of(a, c), List.of("s1", "s2")).names())
        .containsExactly("AAA-1", "CCC-1", "TTT-1");
  }

  @Test
  void joinsTheColumnsOfCellsWithMissingValuesWhereAFileLacksThem() {
    DataFrame a =
        DataFrame.of(List.of("c0", "c1"))
            .with("kind", Categorical.of("T", "B"))
            .with("n", Values.of(3, 4))
            .with("share", Values.of(0.5f, 0.25f))
            .with("good", Values.of(true, false))
            .with("mixed", Values.of(1, 2));
    DataFrame b =
        DataFrame.of(List.of("d0"))
            .with("kind", Values.of("NK"))
            .with("mixed", Values.of("two"))
            .with("only", Values.of(7));
    DataFrame obs = JoinedObs.of(List.of(a, b), List.of("first", "second"));
    assertThat(obs.columns().sequencedKeySet())
        .containsExactly("kind", "n", "share", "good", "mixed", "only", "sample");
    assertThat(obs.labels("kind")).containsExactly("T", "B", "NK");
    assertThat(obs.labels("n")).containsExactly("3", "4", "nan");
    assertThat(obs.labels("good")).containsExactly("True", "False", "nan");
    assertThat(obs.numbers("share")).containsExactly(0.5, 0.25, Double.NaN);
    assertThat(((DenseArray) obs.column("share")).type()).isEqualTo(DType.FLOAT32);
    assertThat(obs.labels("mixed")).containsExactly("1", "2", "two");
    assertThat(obs.labels("only")).containsExactly("nan", "nan", "7");
    assertThat(obs.labels("sample")).containsExactly("first", "first", "second");
  }

  @Test
  void keepsAColumnOfSamplesThatAFileHas() {
    DataFrame a = DataFrame.of(List.of("c0")).with("sample", Values.of("mine"));
    DataFrame b = DataFrame.of(List.of("d0"));
    DataFrame obs = JoinedObs.of(List.of(a, b), List.of("first", "second"));
    assertThat(obs.labels("sample")).containsExactly("mine", "nan");
    assertThat(obs.labels("sample_file")).containsExactly("first", "second");
  }

  @Test
  void refusesCountsBesideOtherValues() {
    DataFile a = file("a", List.of("x"), List.of("c0"), 1);
    DataFile b = file("b", List.of("x"), List.of("d0"), 1.5f);
    String message =
        "a.h5ad: X holds counts, but b.h5ad: X other values; give counts of all files of a"
            + " species, or name a layer";
    assertThatThrownBy(() -> load(GeneJoin.UNION, ALL, a, b))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> load(GeneJoin.UNION, ALL, b, a)).hasMessage(message);
  }

  @Test
  void refusesFilesWithoutACommonGene() {
    DataFile a = file("a", List.of("x"), List.of("c0"), 1);
    DataFile b = file("b", List.of("y"), List.of("d0"), 1);
    assertThatThrownBy(() -> load(GeneJoin.UNION, ALL, a, b))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a.h5ad and 1 more have no gene in common (x, y); give files with names of one kind");
  }

  @Test
  void leavesOutCellsWithoutCountsOfTheCommonGenes() {
    DataFile a = file("a", List.of("x", "y"), List.of("c0", "c1"), 1, 2, 0, 5);
    DataFile b = file("b", List.of("x"), List.of("d0", "d1"), 8, 0);
    Counts counts = load(GeneJoin.INTERSECTION, ALL, a, b);
    assertThat(counts.cells()).containsExactly("c0", "d0");
    assertThat(counts.labels("sample")).containsExactly("s0", "s1");
    assertThat(said.warnings)
        .containsExactly(
            "b.h5ad: X: 1 of 2 cells have no counts and are left out (the first is d1)",
            "a.h5ad and 1 more: 1 of 3 cells have no counts of the genes in common and are left"
                + " out");
  }

  @Test
  void givesWhatOneFileOfAllCellsGives() {
    int cells = 2600;
    List<String> genes = Samples.names("g", 5);
    float[] values = new float[cells * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, RandomStream.of(2, "counts", i).nextInt(9) - 4);
    }
    DataFile whole = file("whole", genes, Samples.names("c", cells), values);
    DataFile[] parts = new DataFile[3];
    int[] ends = {0, 700, 1900, cells};
    for (int f = 0; f < parts.length; f++) {
      parts[f] =
          file(
              "part" + f,
              genes,
              Samples.names("c", cells).subList(ends[f], ends[f + 1]),
              Arrays.copyOfRange(values, ends[f] * 5, ends[f + 1] * 5));
    }
    List<String> labels = IntStream.range(0, cells).mapToObj(c -> "" + c % 3).toList();
    for (CellChoice choice :
        List.of(
            ALL,
            new CellChoice(new CellFilter(4, 2, OptionalInt.empty()), Optional.empty()),
            new CellChoice(
                new CellFilter(4, 0, OptionalInt.of(200)),
                Optional.of(new CellDraw(200, labels, 9))))) {
      Counts expected;
      try (Workers workers = Workers.of(1)) {
        expected =
            CountsLoader.load(
                whole,
                Optional.empty(),
                choice,
                ExpressionStore.heap(),
                workers,
                Progress.silent());
      }
      Counts joined = load(GeneJoin.INTERSECTION, choice, parts);
      assertThat(joined.cells()).hasSizeBetween(600, cells).isEqualTo(expected.cells());
      assertThat(Samples.rows(joined.counts())).isEqualTo(Samples.rows(expected.counts()));
    }
  }

  private Counts load(GeneJoin join, CellChoice choice, DataFile... files) {
    return load(join, GeneVersions.DISTINCT, choice, files);
  }

  private Counts load(GeneJoin join, GeneVersions versions, CellChoice choice, DataFile... files) {
    List<String> samples = Samples.names("s", files.length);
    DataFrame obs =
        JoinedObs.of(Arrays.stream(files).map(file -> file.data().obs()).toList(), samples);
    try (Workers workers = Workers.of(3)) {
      return JoinedCounts.load(
          new JoinedCounts.Parts(List.of(files), obs, Optional.empty(), join, versions),
          choice,
          ExpressionStore.heap(),
          workers,
          said);
    }
  }

  private static DataFile file(
      String name, List<String> genes, List<String> cells, float... values) {
    return new Samples.Held(
        Path.of(name + ".h5ad"),
        AnnData.of(DataFrame.of(cells), DataFrame.of(genes))
            .withX(Samples.dense(genes.size(), values)));
  }
}
