package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class DonorMarkersTest {
  private static final List<String> IDS = List.of("hs", "mm");
  private static final DonorMarkers.Params ONE_CELL =
      DonorMarkers.Params.defaults().withLeastCells(1);

  /** The tests of the first species; one cell of the second has no donor. */
  private static DonorMarkers find(
      String types, String donors, DonorMarkers.Params params, float[]... cells) {
    List<String> missing = List.of(DataFrame.MISSING);
    Expression x = expression(cells);
    try (Workers workers = Workers.of(2)) {
      return DonorMarkers.of(
          List.of(x, expression(new float[][] {{1}})),
          CellLabels.of(IDS, List.of(Arrays.asList(types.split(" ")), List.of("b"))),
          CellLabels.of(
              IDS,
              List.of(
                  Arrays.stream(donors.split(" "))
                      .map(d -> d.equals("-") ? DataFrame.MISSING : d)
                      .toList(),
                  missing)),
          _ -> value -> 10 * value,
          params,
          workers);
    }
  }

  private static Expression expression(float[][] cells) {
    RowBlock.Builder rows = RowBlock.builder(0, cells.length);
    for (float[] cell : cells) {
      for (int g = 0; g < cell.length; g++) {
        rows.add(g, cell[g]);
      }
      rows.endRow();
    }
    return HeapExpression.of(cells.length, cells[0].length, new RowBlock[] {rows.build()});
  }

  /** A cell of either type of each of three donors; the sums of B are 30, 50 and 40. */
  private static final float[][] CELLS = {
    {3, 1, 0}, {1, 1, 0}, {5, 1, 0.1f}, {1, 1, 0}, {4, 1, 0}, {1, 1, 0}
  };

  @Test
  void comparesATypeWithTheRestOfEveryDonor() {
    DonorMarkers found = find("B T B T B T", "x x y y z z", ONE_CELL, CELLS);
    DonorMarkers.Result marker = found.of(0, 0).orElseThrow();
    double fold = (Math.log(32 / 12.0) + Math.log(52 / 12.0) + Math.log(42 / 12.0)) / 3;
    assertThat(marker.log2Fold()).isCloseTo(fold / Math.log(2), within(1e-9));
    assertThat(found.donors(0)).isEqualTo(3);
    // d is 20/22, 40/32 and 30/27; the other gene of two has no difference and no variance.
    assertThat(marker.logP()).isLessThan(Math.log(0.02));
    assertThat(found.of(0, 1).orElseThrow().logP()).isZero();
    assertThat(found.of(0, 2)).as("hardly any counts").isEmpty();
    DonorMarkers.Result other = found.of(1, 0).orElseThrow();
    assertThat(other.log2Fold()).isCloseTo(-marker.log2Fold(), within(1e-9));
    assertThat(other.logP()).isCloseTo(marker.logP(), within(1e-9));
  }

  @Test
  void countsCellsOfUnequalGroupsAsIfTheyWereEqual() {
    float[][] cells = {{3}, {1}, {1}, {5}, {1}, {1}, {4}, {1}, {1}};
    DonorMarkers found = find("B T T B T T B T T", "x x x y y y z z z", ONE_CELL, cells);
    double fold = (Math.log(32 / 12.0) + Math.log(52 / 12.0) + Math.log(42 / 12.0)) / 3;
    assertThat(found.of(0, 0).orElseThrow().log2Fold()).isCloseTo(fold / Math.log(2), within(1e-9));
  }

  @Test
  void testsNoTypeOfTwoDonors() {
    DonorMarkers found = find("B T B T", "x x y y", ONE_CELL, Arrays.copyOf(CELLS, 4));
    assertThat(found.given()).isTrue();
    assertThat(found.donors(0)).isEqualTo(2);
    assertThat(found.of(0, 0)).isEmpty();
  }

  @Test
  void leavesOutDonorsWithoutTheTypeOrWithoutAnother() {
    // y has no B, and z nothing else.
    DonorMarkers found = find("B T T T B B", "x x y y z z", ONE_CELL, CELLS);
    assertThat(found.donors(0)).isEqualTo(1);
    assertThat(found.donors(1)).isEqualTo(1);
    assertThat(found.of(0, 0)).isEmpty();
  }

  @Test
  void leavesOutCellsWithoutADonorAndDonorsWithFewCells() {
    DonorMarkers some = find("B T B T B T", "x x y y - z", ONE_CELL, CELLS);
    assertThat(some.donors(0)).isEqualTo(2);
    DonorMarkers many = find("B T B T B T", "x x y y z z", ONE_CELL.withLeastCells(2), CELLS);
    assertThat(many.donors(0)).isZero();
    assertThat(many.of(0, 0)).isEmpty();
  }

  @Test
  void testsNoTypeOfASpeciesWithoutDonors() {
    DonorMarkers found = find("B T B T B T", "x x y y z z", ONE_CELL, CELLS);
    assertThat(found.donors(2)).isZero();
    assertThat(found.of(2, 0)).isEmpty();
    assertThat(DonorMarkers.none().given()).isFalse();
    assertThat(DonorMarkers.none().of(0, 0)).isEmpty();
  }

  @Test
  void refusesParametersThatMeanNothing() {
    assertThatThrownBy(() -> ONE_CELL.withLeastCells(0))
        .isInstanceOf(InputException.class)
        .hasMessage("least_cells is 0; give a number of at least 1");
    assertThatThrownBy(() -> new DonorMarkers.Params(1, 1, 5))
        .isInstanceOf(InputException.class)
        .hasMessage("least_donors is 1; give a number of at least 2");
  }
}
