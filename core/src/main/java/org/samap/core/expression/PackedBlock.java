package org.samap.core.expression;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The cells of a block in as few bytes as hold them exactly: the genes in 16 bits each (32 if there
 * are more than 65,536), behind them the values in 8 or 16 bits if they are whole numbers, else in
 * float32. Single values that the narrow type cannot hold (the mitochondrial count of a large cell)
 * are kept aside, 8 bytes each, so that they do not widen a whole block: of the three forms the
 * smallest is taken. Counts of usual data take 3 bytes a stored value.
 */
final class PackedBlock {
  private static final int NARROW_GENES = 1 << 16;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /** How a value is stored. */
  private enum Form {
    BYTE(1, 255),
    SHORT(2, 65535),
    FLOAT(4, -1);

    final int bytes;
    final int largest;

    Form(int bytes, int largest) {
      this.bytes = bytes;
      this.largest = largest;
    }

    boolean holds(float value) {
      return this == FLOAT || (value >= 0 && value <= largest && value == (int) value);
    }
  }

  private final int[] offsets;
  private final MemorySegment bytes;
  private final boolean narrowGenes;
  private final Form form;

  /** Positions and values of what the form cannot hold. */
  private final int[] asidePositions;

  private final float[] asideValues;

  private PackedBlock(
      int[] offsets,
      MemorySegment bytes,
      boolean narrowGenes,
      Form form,
      int[] asidePositions,
      float[] asideValues) {
    this.offsets = offsets;
    this.bytes = bytes;
    this.narrowGenes = narrowGenes;
    this.form = form;
    this.asidePositions = asidePositions;
    this.asideValues = asideValues;
  }

  /**
   * @param genes in the whole matrix
   * @param keep puts bytes where they are to stay
   */
  static PackedBlock of(RowBlock block, int genes, Function<byte[], MemorySegment> keep) {
    int first = block.offsets()[0];
    int n = block.entries();
    Form form = smallest(block.values(), first, n);
    boolean narrow = genes <= NARROW_GENES;
    byte[] packed = new byte[Math.multiplyExact(n, (narrow ? 2 : 4) + form.bytes)];
    MemorySegment bytes = MemorySegment.ofArray(packed);
    int[] aside = new int[16];
    int asides = 0;
    long values = (long) n * (narrow ? 2 : 4);
    for (int i = 0; i < n; i++) {
      int gene = block.genes()[first + i];
      float value = block.values()[first + i];
      if (narrow) {
        bytes.set(SHORT, 2L * i, (short) gene);
      } else {
        bytes.set(INT, 4L * i, gene);
      }
      boolean held = form.holds(value);
      switch (form) {
        case BYTE -> bytes.set(JAVA_BYTE, values + i, held ? (byte) (int) value : 0);
        case SHORT -> bytes.set(SHORT, values + 2L * i, held ? (short) (int) value : 0);
        case FLOAT -> bytes.set(FLOAT, values + 4L * i, value);
      }
      if (!held) {
        aside = asides == aside.length ? Arrays.copyOf(aside, 2 * asides) : aside;
        aside[asides++] = i;
      }
    }
    aside = Arrays.copyOf(aside, asides);
    float[] asideValues = new float[asides];
    for (int a = 0; a < asides; a++) {
      asideValues[a] = block.values()[first + aside[a]];
    }
    int[] offsets = Arrays.copyOf(block.offsets(), block.rows() + 1);
    for (int r = 0; r < offsets.length; r++) {
      offsets[r] -= first;
    }
    return new PackedBlock(offsets, keep.apply(packed), narrow, form, aside, asideValues);
  }

  private static Form smallest(float[] values, int first, int n) {
    long inBytes = n;
    long inShorts = 2L * n;
    for (int i = first; i < first + n; i++) {
      inBytes += Form.BYTE.holds(values[i]) ? 0 : 8;
      inShorts += Form.SHORT.holds(values[i]) ? 0 : 8;
    }
    long inFloats = 4L * n;
    if (inBytes <= Math.min(inShorts, inFloats)) {
      return Form.BYTE;
    }
    return inShorts <= inFloats ? Form.SHORT : Form.FLOAT;
  }

  int entries() {
    return offsets[offsets.length - 1];
  }

  /** Bytes of the packed form, what is kept aside included. */
  long size() {
    return bytes.byteSize() + 8L * asidePositions.length + 4L * offsets.length;
  }

  /** Unpacks a row into a cursor's arrays; returns its length. */
  int unpack(int row, Scratch to) {
    int from = offsets[row];
    int n = offsets[row + 1] - from;
    to.reserve(n);
    long values = (long) entries() * (narrowGenes ? 2 : 4);
    if (narrowGenes) {
      MemorySegment.copy(bytes, SHORT, 2L * from, to.shorts, 0, n);
      widen(to.shorts, to.genes, n);
    } else {
      MemorySegment.copy(bytes, INT, 4L * from, to.genes, 0, n);
    }
    switch (form) {
      case BYTE -> {
        MemorySegment.copy(bytes, JAVA_BYTE, values + from, to.bytes, 0, n);
        widen(to.bytes, to.values, n);
      }
      case SHORT -> {
        MemorySegment.copy(bytes, SHORT, values + 2L * from, to.shorts, 0, n);
        widen(to.shorts, to.values, n);
      }
      case FLOAT -> MemorySegment.copy(bytes, FLOAT, values + 4L * from, to.values, 0, n);
    }
    if (asidePositions.length > 0) {
      putAsides(from, n, to.values);
    }
    return n;
  }

  private void putAsides(int from, int n, float[] values) {
    int a = Arrays.binarySearch(asidePositions, from);
    for (a = a < 0 ? -a - 1 : a; a < asidePositions.length && asidePositions[a] < from + n; a++) {
      values[asidePositions[a] - from] = asideValues[a];
    }
  }

  private static void widen(short[] from, int[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] & 0xFFFF;
    }
  }

  private static void widen(short[] from, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] & 0xFFFF;
    }
  }

  private static void widen(byte[] from, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i] & 0xFF;
    }
  }

  /** What a cursor unpacks into. */
  static final class Scratch {
    private byte[] bytes = new byte[0];
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
        bytes = new byte[capacity];
        shorts = new short[capacity];
        genes = new int[capacity];
        values = new float[capacity];
      }
    }
  }
}
