package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.Values;
import org.samap.core.harmony.Batches;
import org.samap.core.run.InputException;
import org.samap.core.run.Told;
import org.samap.core.run.Warnings;
import org.samap.core.sam.SamParams;

class BatchColumnTest {

  private static DataFrame cells(int n, IntFunction<String> donor) {
    String[] donors = IntStream.range(0, n).mapToObj(donor).toArray(String[]::new);
    return names(n).with("donor", Categorical.of(donors));
  }

  private static DataFrame names(int n) {
    return DataFrame.of(IntStream.range(0, n).mapToObj(c -> "cell" + c).toList());
  }

  private static Batches batches(DataFrame obs) {
    return new BatchColumn("hs", "donor").of(obs);
  }

  private static List<String> warnings(DataFrame obs) {
    List<String> told = new ArrayList<>();
    new BatchColumn("hs", "donor").of(obs, new Warnings(told));
    return told;
  }

  @Test
  void readsTheBatchOfEveryCell() {
    DataFrame obs = cells(20, c -> c < 8 ? "D2" : "D1");
    assertThat(batches(obs).sizes()).containsExactly(Map.entry("D2", 8), Map.entry("D1", 12));
    assertThat(batches(obs).of(7)).isZero();
    assertThat(batches(obs).of(8)).isEqualTo(1);
    assertThat(warnings(obs)).isEmpty();
  }

  @Test
  void namesTheColumnsThereAreIfItIsNoneOfThem() {
    assertThatThrownBy(() -> new BatchColumn("hs", "chip").of(cells(10, c -> "D1")))
        .isInstanceOf(InputException.class)
        .hasMessage("hs: obs has no column 'chip'; choose one of: donor");
  }

  @Test
  void refusesCellsWithoutABatch() {
    DataFrame obs = names(4).with("donor", Categorical.of(new String[] {"D1", "D2"}, 0, 1, -1, -1));
    assertThatThrownBy(() -> batches(obs))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs: the batch column 'donor' has no value for 2 of 4 cells, such as 'cell2'; give"
                + " every cell a batch");
  }

  @Test
  void refusesNamesOfCellsAndMeasurements() {
    assertThatThrownBy(() -> batches(cells(60, c -> "barcode" + c)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs: the batch column 'donor' has 60 different values for 60 cells, such as 'barcode0';"
                + " give donors or samples");
    DataFrame counts =
        names(2000)
            .with("donor", Values.of(IntStream.range(0, 2000).mapToLong(c -> c % 150).toArray()));
    assertThatThrownBy(() -> batches(counts))
        .hasMessageContaining("150 different numbers for 2000 cells, such as '0'");
    assertThatThrownBy(() -> batches(cells(20_000, c -> "D" + c % 1500)))
        .hasMessageContaining("1500 different values");
  }

  @Test
  void takesFewNumbersForBatches() {
    DataFrame obs =
        names(60).with("donor", Values.of(IntStream.range(0, 60).mapToLong(c -> c % 3).toArray()));
    assertThat(batches(obs).sizes()).containsOnlyKeys("0", "1", "2");
  }

  @Test
  void tellsHowManyBatchesAreCorrected() {
    List<String> told = new ArrayList<>();
    new BatchColumn("hs", "donor").of(cells(20, c -> c < 8 ? "D2" : "D1"), new Told(told));
    assertThat(told)
        .containsExactly("hs: the differences between the 2 batches of 'donor' are corrected");
  }

  @Test
  void tellsThatOneBatchNeedsNoCorrection() {
    assertThat(warnings(cells(30, c -> "D1")))
        .containsExactly(
            "hs: the batch column 'donor' has one value, 'D1', so nothing is corrected");
  }

  @Test
  void tellsOfBatchesWithFewCells() {
    assertThat(warnings(cells(40, c -> c < 2 ? "D9" : c < 20 ? "D1" : "D2")))
        .containsExactly(
            "hs: 1 of 3 batches of 'donor' have fewer than 5 cells, such as 'D9', and are hardly"
                + " corrected");
  }

  @Test
  void tellsThatAFinishedResultHasOtherBatches() {
    DataFrame obs = cells(2, c -> "D1").with("chip", Categorical.of("A", "A"));
    AnnData none = AnnData.of(obs, DataFrame.of(List.of("g")));
    List<String> told = new ArrayList<>();
    BatchColumn donor = new BatchColumn("hs", "donor");
    donor.checkResult(none, new Warnings(told));
    donor.checkResult(resultOf(none, "chip"), new Warnings(told));
    donor.checkResult(resultOf(none, "donor"), new Warnings(told));
    assertThat(told)
        .containsExactly(
            "hs: the finished SAM result was made without batches; run SAM again to correct for"
                + " 'donor'",
            "hs: the finished SAM result was made with the batch column 'chip'; run SAM again to"
                + " correct for 'donor'");
  }

  private static AnnData resultOf(AnnData data, String batch) {
    return data.with(
        Section.UNS, "run_args", Arguments.of(SamParams.defaults(), Optional.of(batch)));
  }
}
