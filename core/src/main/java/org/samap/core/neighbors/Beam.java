package org.samap.core.neighbors;

import java.util.Arrays;

/**
 * The nearest nodes that a best-first search has met, in ascending order of (distance, node), with
 * a mark on expanded nodes. It also holds the set of all visited nodes. Used by one thread at a
 * time and reused for many searches.
 *
 * <p>An entry is one long: the order-preserving bits of the distance, then the node, then the mark.
 */
final class Beam {
  private final int[] visited;
  private int search;
  private long[] entries = new long[16];
  private int width;
  private int size;
  private int next;

  Beam(int nodes) {
    visited = new int[nodes];
  }

  /** Begins a search that keeps the {@code newWidth} nearest nodes. */
  void begin(int newWidth) {
    if (++search == Integer.MAX_VALUE) {
      Arrays.fill(visited, 0);
      search = 1;
    }
    if (entries.length < newWidth) {
      entries = new long[newWidth];
    }
    width = newWidth;
    size = 0;
    next = 0;
  }

  /** Marks the node as visited; returns whether this search meets it for the first time. */
  boolean visit(int node) {
    if (visited[node] == search) {
      return false;
    }
    visited[node] = search;
    return true;
  }

  void offer(float distance, int node) {
    long entry = entry(distance, node);
    if (size == width && entry >= entries[size - 1]) {
      return;
    }
    int at = -Arrays.binarySearch(entries, 0, size, entry) - 1;
    if (size < width) {
      size++;
    }
    System.arraycopy(entries, at, entries, at + 1, size - 1 - at);
    entries[at] = entry;
    next = Math.min(next, at);
  }

  /** The nearest node not yet expanded, which is marked as expanded; -1 if there is none. */
  int expand() {
    while (next < size && (entries[next] & 1) != 0) {
      next++;
    }
    if (next == size) {
      return -1;
    }
    entries[next] |= 1;
    return node(next++);
  }

  int size() {
    return size;
  }

  /** All nodes kept, in order. */
  int[] nodes() {
    int[] nodes = new int[size];
    Arrays.setAll(nodes, this::node);
    return nodes;
  }

  int node(int position) {
    return (int) ((entries[position] & 0xFFFFFFFFL) >>> 1);
  }

  float distance(int position) {
    int bits = (int) (entries[position] >> 32);
    return Float.intBitsToFloat(bits ^ ((bits >> 31) & 0x7FFFFFFF));
  }

  private static long entry(float distance, int node) {
    int bits = Float.floatToRawIntBits(distance + 0f);
    int ordered = bits ^ ((bits >> 31) & 0x7FFFFFFF);
    return ((long) ordered << 32) | ((long) node << 1);
  }
}
