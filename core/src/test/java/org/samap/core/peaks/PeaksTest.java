package org.samap.core.peaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Values;
import org.samap.core.genome.Span;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Warnings;

class PeaksTest {
  @TempDir private Path folder;

  private static List<Peak> of(String... names) {
    return Peaks.of("atac", DataFrame.of(List.of(names)), Progress.silent()).all();
  }

  @ParameterizedTest
  @CsvSource({
    "chr1:100-200, chr1",
    "chr1-100-200, chr1",
    "chr1_100_200, chr1",
    "1:100-200, 1",
    "chr1_KI270706v1_random_100_200, chr1_KI270706v1_random",
    "GL000194.1-100-200, GL000194.1",
    "HLA-A*01:01-100-200, HLA-A*01:01",
  })
  void readsPlacesFromNames(String name, String chromosome) {
    assertThat(of(name)).containsExactly(new Peak(0, chromosome, new Span(100, 200)));
  }

  @Test
  void passesOverFeaturesThatAreNoPeaks() {
    Warnings warnings = new Warnings(new ArrayList<>());
    Peaks peaks = Peaks.of("atac", DataFrame.of(List.of("GAD1", "chr2:5-9", "Sst")), warnings);
    assertThat(peaks.all()).containsExactly(new Peak(1, "chr2", new Span(5, 9)));
    assertThat(peaks.features()).hasSize(3);
    assertThat(warnings.said())
        .containsExactly(
            "atac: 2 of 3 features are no peaks (GAD1, Sst, ...); they are passed over");
  }

  @Test
  void readsPlacesFromColumns() {
    DataFrame var =
        DataFrame.of(List.of("peak1", "peak2"))
            .with("Chrom", Categorical.of("chr1", "chr2"))
            .with("start", Values.of(10, 20))
            .with("end", Values.of(15L, 29L));
    assertThat(Peaks.of("atac", var, Progress.silent()).all())
        .containsExactly(
            new Peak(0, "chr1", new Span(10, 15)), new Peak(1, "chr2", new Span(20, 29)));
  }

  @Test
  void refusesAColumnThatLacksAPlace() {
    DataFrame var =
        DataFrame.of(List.of("peak1", "peak2"))
            .with("chrom", Categorical.of("chr1", "chr2"))
            .with("start", Values.of(10.0, Double.NaN))
            .with("end", Values.of(15.0, 29.0));
    assertThatThrownBy(() -> Peaks.of("atac", var, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("atac: the peak 'peak2' has no start and end, or");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chr1:200-100", "chr1:5-5", "chr1:5-99999999999"})
  void refusesAPeakThatHasNoLength(String name) {
    assertThatThrownBy(() -> of("chr1:1-2", name))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "atac: the peak '%s' has no start and end, or does not end after its start"
                .formatted(name));
  }

  @Test
  void refusesDataWithoutPeaks() {
    assertThatThrownBy(() -> of("GAD1", "SST"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("atac has no peaks")
        .hasMessageContaining("the first is 'GAD1'");
  }

  @Test
  void readsBed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("peaks"), "track x\n#c\nchr1\t10\t20\tpeak_1\t0\r\nchr2\t5\t9\n");
    Peaks peaks = Peaks.read(file, Optional.empty(), Progress.silent());
    assertThat(peaks.features()).containsExactly("chr1:10-20", "chr2:5-9");
    assertThat(peaks.all())
        .containsExactly(
            new Peak(0, "chr1", new Span(10, 20)), new Peak(1, "chr2", new Span(5, 9)));
  }

  @Test
  void refusesABedFileThatWasCut() throws IOException {
    Path file = Files.writeString(folder.resolve("peaks.bed"), "chr1\t10\t20\nchr1\t30\n");
    assertThatThrownBy(() -> Peaks.read(file, Optional.empty(), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("peaks.bed, line 2: it has no chromosome, start and end");
  }
}
