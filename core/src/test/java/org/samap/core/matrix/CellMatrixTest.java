package org.samap.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CellMatrixTest {

  @Property(tries = 200)
  void readsBackWhatIsWrittenWhateverTheBlocks(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(max = 9) int columns,
      @ForAll @IntRange(min = 1, max = 50) int blockRows) {
    CellMatrix m = CellMatrix.zeros(rows, columns, blockRows);
    CellMatrix one = CellMatrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        m.set(r, c, r + 0.01f * c);
        one.values(r)[one.offset(r) + c] = r + 0.01f * c;
      }
    }
    assertThat(m).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(m.toFloatMatrix()).isEqualTo(one.toFloatMatrix());
    for (int r = 0; r < rows; r++) {
      float[] row = new float[columns + 1];
      m.copyRow(r, row, 1);
      for (int c = 0; c < columns; c++) {
        assertThat(row[c + 1]).isEqualTo(r + 0.01f * c).isEqualTo(m.get(r, c));
      }
    }
  }

  @Property(tries = 20)
  void differsFromAMatrixWithAnotherValue(@ForAll @IntRange(min = 1, max = 30) int rows) {
    CellMatrix m = CellMatrix.zeros(rows, 3, 4);
    CellMatrix other = CellMatrix.zeros(rows, 3, 8);
    other.set(rows - 1, 2, 1);
    assertThat(m).isNotEqualTo(other).isNotEqualTo(CellMatrix.zeros(rows, 4, 4));
  }

  @Property(tries = 1)
  void viewsAMatrixWithoutACopy() {
    FloatMatrix m = FloatMatrix.zeros(3, 2);
    CellMatrix view = CellMatrix.of(m);
    view.set(2, 1, 7);
    assertThat(m.get(2, 1)).isEqualTo(7);
    assertThat(view.toFloatMatrix().values()).isSameAs(m.values());
  }

  @Property(tries = 1)
  void hasAsManyRowsAsCanBeCounted() {
    CellMatrix m = CellMatrix.zeros(Integer.MAX_VALUE, 0, 1 << 20);
    assertThat(m.values(Integer.MAX_VALUE - 1)).isEmpty();
    assertThat(m.offset(Integer.MAX_VALUE - 1)).isZero();
  }
}
