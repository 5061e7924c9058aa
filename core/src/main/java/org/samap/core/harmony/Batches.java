package org.samap.core.harmony;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The batch of every cell: donor, sample, chip, whatever was measured together. Batches have
 * numbers in the order in which they appear, so that their names do not matter.
 */
public final class Batches {
  private final int[] batchOf;
  private final SequencedMap<String, Integer> sizes;

  private Batches(int[] batchOf, SequencedMap<String, Integer> sizes) {
    this.batchOf = batchOf;
    this.sizes = Collections.unmodifiableSequencedMap(sizes);
  }

  /**
   * @param names the name of the batch of each cell
   */
  public static Batches of(List<String> names) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    SequencedMap<String, Integer> sizes = new LinkedHashMap<>();
    int[] batchOf = new int[names.size()];
    for (int c = 0; c < batchOf.length; c++) {
      String name = names.get(c);
      batchOf[c] = numbers.computeIfAbsent(name, _ -> numbers.size());
      sizes.merge(name, 1, Integer::sum);
    }
    return new Batches(batchOf, sizes);
  }

  /** All cells in one batch. */
  public static Batches one(int cells) {
    return of(Collections.nCopies(cells, ""));
  }

  public int cells() {
    return batchOf.length;
  }

  /** How many batches there are. */
  public int count() {
    return sizes.size();
  }

  /** Whether there is nothing to tell apart. */
  public boolean isOne() {
    return count() <= 1;
  }

  /** The number of the batch of a cell, from 0. */
  public int of(int cell) {
    return batchOf[cell];
  }

  /** The batches of some cells alone. */
  public Batches select(int[] cells) {
    List<String> names = List.copyOf(sizes.keySet());
    return of(IntStream.of(cells).mapToObj(c -> names.get(batchOf[c])).toList());
  }

  /** The cells of each batch by its name, in the order of their numbers. */
  public SequencedMap<String, Integer> sizes() {
    return sizes;
  }
}
