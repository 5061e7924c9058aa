package org.samap.core.expression;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The cells of a block, packed without loss. Genes take 16 bits each (32 if there are more than
 * 65,536). A cell has few distinct values, since counts and normalised counts repeat. So each cell
 * has a list of its distinct float32 values, and a stored value is a byte that points into the
 * list. A cell with more than 256 distinct values keeps them in float32. Usual data takes a little
 * more than 3 bytes a stored value, normalised or not, and 13 a cell.
 *
 * <p>{@link #bytes} holds the genes of all cells, and then cell by cell the values: a byte for each
 * and then the list, or a float32 for each. Lists and floats begin at multiples of 4.
 */
public final class PackedBlock {
  private static final int NARROW_GENES = 1 << 16;
  private static final int MOST_DISTINCT = 256;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private final MemorySegment bytes;

  private final boolean narrowGenes;
  private final int[] offsets;

  /** Where the values of each row begin in the bytes. */
  private final int[] valueStarts;

  /** The number of distinct values of each row; 0 where values are kept as they are. */
  private final short[] distinct;

  private PackedBlock(
      MemorySegment bytes,
      boolean narrowGenes,
      int[] offsets,
      int[] valueStarts,
      short[] distinct) {
    this.bytes = bytes;
    this.narrowGenes = narrowGenes;
    this.offsets = offsets;
    this.valueStarts = valueStarts;
    this.distinct = distinct;
  }

  /**
   * @param genes in the whole matrix
   * @param keep stores bytes where they will stay
   */
  static PackedBlock of(RowBlock block, int genes, Function<byte[], MemorySegment> keep) {
    return new Packer(block, genes <= NARROW_GENES).pack(keep);
  }

  int entries() {
    return offsets[offsets.length - 1];
  }

  public int rows() {
    return distinct.length;
  }

  /** The packed genes and values. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** The bytes that a gene takes: 2 or 4. */
  public int geneBytes() {
    return narrowGenes ? Short.BYTES : Integer.BYTES;
  }

  /** The number of stored values before a row. */
  public int offset(int row) {
    return offsets[row];
  }

  /** Where the values of a row begin in the bytes: a multiple of 4. */
  public int valueStart(int row) {
    return valueStarts[row];
  }

  /** The number of distinct values of a row; 0 if its values are stored as they are. */
  public int distinct(int row) {
    return distinct[row];
  }

  /** Where the list of distinct values begins after the bytes of n values. */
  public static int listStart(int n) {
    return (n + Float.BYTES - 1) & -Float.BYTES;
  }

  long size() {
    return bytes.byteSize() + 4L * offsets.length + 6L * distinct.length;
  }

  /** Unpacks a row into a cursor's arrays; returns its length. */
  int unpack(int row, Scratch to) {
    int from = offsets[row];
    int n = offsets[row + 1] - from;
    to.reserve(n);
    if (narrowGenes) {
      MemorySegment.copy(bytes, SHORT, 2L * from, to.shorts, 0, n);
      widen(to.shorts, to.genes, n);
    } else {
      MemorySegment.copy(bytes, INT, 4L * from, to.genes, 0, n);
    }
    int start = valueStarts[row];
    if (distinct[row] == 0) {
      MemorySegment.copy(bytes, FLOAT, start, to.values, 0, n);
    } else {
      MemorySegment.copy(bytes, JAVA_BYTE, start, to.codes, 0, n);
      MemorySegment.copy(bytes, FLOAT, start + listStart(n), to.list, 0, distinct[row]);
      decode(to.codes, to.list, to.values, n);
    }
    return n;
  }

  private static void widen(short[] from, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] & 0xFFFF;
    }
  }

  private static void decode(byte[] codes, float[] list, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = list[codes[i] & 0xFF];
    }
  }

  /** The arrays that a cursor unpacks into. */
  static final class Scratch {
    private final float[] list = new float[MOST_DISTINCT];
    private byte[] codes = new byte[0];
    private short[] shorts = new short[0];
    private int[] genes = new int[0];
    private float[] values = new float[0];

    int[] genes() {
      return genes;
    }

    float[] values() {
      return values;
    }

    private void reserve(int n) {
      if (n > genes.length) {
        int capacity = Math.max(n, 2 * genes.length);
        codes = new byte[capacity];
        shorts = new short[capacity];
        genes = new int[capacity];
        values = new float[capacity];
      }
    }
  }

  /** Packs one block. */
  private static final class Packer {
    private final RowBlock block;
    private final boolean narrowGenes;
    private final DistinctValues list = new DistinctValues();
    private byte[] packed;
    private MemorySegment view;
    private int size;

    Packer(RowBlock block, boolean narrowGenes) {
      this.block = block;
      this.narrowGenes = narrowGenes;
      this.packed = new byte[Math.multiplyExact(block.entries(), narrowGenes ? 4 : 6) + 4];
      this.view = MemorySegment.ofArray(packed);
    }

    PackedBlock pack(Function<byte[], MemorySegment> keep) {
      int first = block.offsets()[0];
      packGenes(first);
      int[] offsets = new int[block.rows() + 1];
      int[] valueStarts = new int[block.rows()];
      short[] distinct = new short[block.rows()];
      for (int r = 0; r < block.rows(); r++) {
        offsets[r + 1] = block.offsets()[r + 1] - first;
        valueStarts[r] = size;
        distinct[r] = (short) packValues(block.offsets()[r], block.offsets()[r + 1]);
      }
      MemorySegment kept = keep.apply(Arrays.copyOf(packed, size));
      return new PackedBlock(kept, narrowGenes, offsets, valueStarts, distinct);
    }

    private void packGenes(int first) {
      for (int i = 0; i < block.entries(); i++) {
        int gene = block.genes()[first + i];
        if (narrowGenes) {
          view.set(SHORT, 2L * i, (short) gene);
        } else {
          view.set(INT, 4L * i, gene);
        }
      }
      size = listStart(block.entries() * (narrowGenes ? 2 : 4));
    }

    /**
     * Appends a row's values; returns the number of distinct ones, 0 if they are kept as they are.
     */
    private int packValues(int from, int to) {
      int n = to - from;
      reserve(size + 4 * Math.max(n, MOST_DISTINCT) + listStart(n));
      list.clear();
      for (int i = 0; i < n; i++) {
        int code = list.code(block.values()[from + i]);
        if (code < 0) {
          MemorySegment.copy(block.values(), from, view, FLOAT, size, n);
          size += 4 * n;
          return 0;
        }
        packed[size + i] = (byte) code;
      }
      MemorySegment.copy(list.values(), 0, view, FLOAT, size + listStart(n), list.size());
      size += listStart(n) + 4 * list.size();
      return list.size();
    }

    private void reserve(int needed) {
      if (needed > packed.length) {
        packed = Arrays.copyOf(packed, Math.max(needed, packed.length + packed.length / 2));
        view = MemorySegment.ofArray(packed);
      }
    }
  }

  /**
   * The distinct values of a row, compared by their bits, in the order of their first occurrence.
   */
  private static final class DistinctValues {
    private static final int SLOTS = 4 * MOST_DISTINCT;

    private final float[] values = new float[MOST_DISTINCT];
    private final short[] codeAt = new short[SLOTS];
    private final int[] usedSlots = new int[MOST_DISTINCT];
    private int size;

    DistinctValues() {
      Arrays.fill(codeAt, (short) -1);
    }

    void clear() {
      for (int c = 0; c < size; c++) {
        codeAt[usedSlots[c]] = -1;
      }
      size = 0;
    }

    int size() {
      return size;
    }

    float[] values() {
      return values;
    }

    /** The number of a value, or -1 if there is no room for a new one. */
    int code(float value) {
      int bits = Float.floatToRawIntBits(value);
      int slot = ((bits * 0x9E3779B9) >>> 20) % SLOTS;
      while (codeAt[slot] >= 0) {
        if (Float.floatToRawIntBits(values[codeAt[slot]]) == bits) {
          return codeAt[slot];
        }
        slot = (slot + 1) % SLOTS;
      }
      if (size == MOST_DISTINCT) {
        return -1;
      }
      values[size] = value;
      usedSlots[size] = slot;
      codeAt[slot] = (short) size;
      return size++;
    }
  }
}
