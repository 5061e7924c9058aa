package org.samap.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a packed block mean what its description says. */
class PackedBlockTest {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  @ParameterizedTest
  @ValueSource(ints = {300, 65_536, 65_537, 100_000})
  void saysWhereGenesAndValuesAre(int genes) {
    HeapExpression.Builder cells = HeapExpression.builder(genes);
    int entries = 0;
    for (int length : new int[] {0, 1, 3, 0, 300, 2, 257}) {
      for (int i = 0; i < length; i++, entries++) {
        cells.add(genes - length + i, length < 300 && i % 3 > 0 ? 2.5f : 1f / (i + 1));
      }
      cells.endCell();
    }
    Expression x = cells.build();
    PackedBlock packed = x.packed(0);
    assertThat(packed.entries()).isEqualTo(entries);
    assertThat(packed.geneBytes()).isEqualTo(genes <= 65_536 ? 2 : 4);
    assertThat(packed.distinct(4)).isZero();
    assertThat(packed.distinct(6)).isBetween(2, 256);
    RowCursor row = x.cursor();
    for (int r = 0; r < packed.rows(); r++) {
      row.read(r);
      int length = packed.offset(r + 1) - packed.offset(r);
      assertThat(length).isEqualTo(row.to() - row.from());
      assertThat(packed.valueStart(r) % 4).isZero();
      for (int i = 0; i < length; i++) {
        assertThat(gene(packed, r, i)).isEqualTo(row.genes()[row.from() + i]);
        assertThat(value(packed, r, i, length)).isEqualTo(row.values()[row.from() + i]);
      }
    }
  }

  private static int gene(PackedBlock block, int row, int i) {
    long at = (long) block.geneBytes() * (block.offset(row) + i);
    MemorySegment bytes = block.bytes();
    return block.geneBytes() == 2
        ? bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) & 0xFFFF
        : bytes.get(ValueLayout.JAVA_INT_UNALIGNED, at);
  }

  private static float value(PackedBlock block, int row, int i, int length) {
    MemorySegment bytes = block.bytes();
    int start = block.valueStart(row);
    if (block.distinct(row) == 0) {
      return bytes.get(FLOAT, start + 4L * i);
    }
    int code = bytes.get(ValueLayout.JAVA_BYTE, start + i) & 0xFF;
    return bytes.get(FLOAT, start + PackedBlock.listStart(length) + 4L * code);
  }
}
