package org.samap.core.homology.graph;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers names in the order of their first occurrence and finds them by their UTF-8 bytes. Open
 * addressing over one array of all bytes; about 12 bytes a name besides its text.
 */
public final class NameTable {
  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 9];
  private int[] slots = new int[1 << 10]; // name + 1; 0 is free
  private int size;
  private int last;

  public int size() {
    return size;
  }

  /** The number of the name in {@code source[from, to)}. */
  public int intern(byte[] source, int from, int to) {
    if (last < size && is(last, source, from, to)) {
      return last; // the rows of one query follow each other
    }
    int mask = slots.length - 1;
    int slot = hash(source, from, to) & mask;
    while (slots[slot] != 0) {
      int name = slots[slot] - 1;
      if (is(name, source, from, to)) {
        last = name;
        return name;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size + 1;
    append(source, from, to);
    last = size - 1;
    return last;
  }

  private boolean is(int name, byte[] source, int from, int to) {
    return Arrays.equals(bytes, start(name), ends[name], source, from, to);
  }

  public String text(int name) {
    int start = start(name);
    return new String(bytes, start, ends[name] - start, StandardCharsets.UTF_8);
  }

  private int start(int name) {
    return name == 0 ? 0 : ends[name - 1];
  }

  private void append(byte[] source, int from, int to) {
    int start = start(size);
    int end = Math.addExact(start, to - from);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(1L << 30, bytes.length * 2L)));
    }
    System.arraycopy(source, from, bytes, start, to - from);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = end;
    if (size * 2 > slots.length) {
      grow();
    }
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int name = 0; name < size; name++) {
      int slot = hash(bytes, start(name), ends[name]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = name + 1;
    }
  }

  private static int hash(byte[] b, int from, int to) {
    int h = 0;
    for (int i = from; i < to; i++) {
      h = 31 * h + b[i];
    }
    // Names that differ only in digits have neighbouring sums; the last step of MurmurHash3 spreads
    // them.
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
