package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.samap.core.neighbors.Neighbors;

/** Strips, lists and the merging of what pieces find. */
class SearchPlanTest {
  @Test
  void stripsAreWholeTilesAndThreeTimesAsLongAsAllBefore() {
    assertThat(Strips.of(256)).containsExactly(0, 256);
    assertThat(Strips.of(512)).containsExactly(0, 256, 512);
    assertThat(Strips.of(5120)).containsExactly(0, 256, 1024, 4096, 5120);
  }

  @Test
  void noStripIsSoLongThatADisplayWouldStopItsKernel() {
    assertThat(Strips.of(200_192))
        .containsExactly(0, 256, 1024, 4096, 16_384, 65_536, 131_072, 196_608, 200_192);
    assertThat(Strips.ofLongest(131_328)).containsExactly(0, 65_536, 131_072, 131_328);
    assertThat(Strips.ofLongest(65_536)).containsExactly(0, 65_536);
    int[] starts = Strips.of(1 << 30);
    assertThat(starts).isSorted().endsWith((1 << 30) - 65_536, 1 << 30);
    assertThat(Arrays.stream(starts).allMatch(at -> at % SearchSide.PADDING == 0)).isTrue();
  }

  @Test
  void listsHaveRoomForTheFirstStripAndForWhatComesOnAverage() {
    for (int wanted : new int[] {1, 20, 100, 336}) {
      ListShape shape = ListShape.of(wanted, 1_000_000);
      assertThat(shape.kept()).isGreaterThan(wanted).isLessThanOrEqualTo(ListShape.MOST_KEPT);
      assertThat(shape.capacity()).isGreaterThan(4 * shape.kept());
      assertThat(shape.capacity() - shape.kept()).isGreaterThanOrEqualTo(Strips.FIRST);
    }
    assertThat(ListShape.of(20, 5)).isEqualTo(new ListShape(5, 5, 5));
    assertThat(ListShape.NONE.isUsed()).isFalse();
  }

  @Test
  void theFactorBringsLengthsBelowOne() {
    for (double length : new double[] {1e-30, 0.3, 1, 2, 1e20}) {
      assertThat(DeviceForm.factor(length * length) * length)
          .isGreaterThanOrEqualTo(0.5)
          .isLessThan(1);
    }
    assertThat(DeviceForm.factor(0)).isEqualTo(1);
  }

  @Test
  void mergesPiecesInAnyOrderAndOnce() {
    int[][] points = {{0, 2, 1, 3}, {1, 0, 0, 1}, {0, 1, 1, 0}};
    double[][] away = {{1, 3, 0, 2}, {1, 2, 2, 2}, {0.5, 1, 9, 9}};
    int[] firsts = {0, 10, 20};
    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 0, 1, 2, 0, 2}}) {
      FoundRows found = new FoundRows(2, 3);
      for (int p : order) {
        found.merge(0, 2, 2, points[p], away[p], firstOf(firsts[p]));
      }
      Neighbors all = found.toNeighbors(false);
      assertThat(all.indices()).as(Arrays.toString(order)).containsExactly(20, 0, 11, 1, 3, 10);
      assertThat(all.distances()).containsExactly(0.5f, 1, 1, 0, 2, 2);
    }
  }

  @Test
  void aRowCanFindFewerThanItWants() {
    FoundRows found = new FoundRows(3, 2);
    found.merge(
        0, 3, 2, new int[] {4, -1, -1, -1, 5, 6}, new double[] {1, 9, 9, 9, 2, 3}, firstOf(0));
    assertThat(found.incomplete()).containsExactly(0, 1);
    found.merge(0, 1, 1, new int[] {2}, new double[] {0.5}, firstOf(1));
    assertThat(found.incomplete()).containsExactly(1);
    Neighbors exact = new Neighbors(1, 3, new int[] {1, 7, 8}, new float[] {0, 1, 2});
    found.replace(1, exact, 0, true);
    assertThat(found.incomplete()).isEmpty();
    Neighbors all = found.toNeighbors(false);
    assertThat(all.indices()).containsExactly(3, 4, 7, 8, 5, 6);
    assertThat(all.distances()).containsExactly(0.5f, 1, 1, 2, 2, 3);
  }

  private static IntUnaryOperator firstOf(int first) {
    return point -> first + point;
  }

  @Test
  void putsARowBeforeItsNeighbours() {
    FoundRows found = new FoundRows(2, 1);
    found.merge(0, 2, 1, new int[] {1, 0}, new double[] {3, 3}, firstOf(0));
    Neighbors all = found.toNeighbors(true);
    assertThat(all.k()).isEqualTo(2);
    assertThat(all.indices()).containsExactly(0, 1, 1, 0);
    assertThat(all.distances()).containsExactly(0, 3, 0, 3);
  }
}
