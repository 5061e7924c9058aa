package org.samap.core.matrix;

import java.util.Arrays;

/**
 * Where each species begins and ends when the cells (or genes) of all species stand in one row,
 * species by species.
 *
 * @param starts the first index of every species, and the total at the end
 */
public record SpeciesAxis(int[] starts) {

  /** Makes an axis from the number of cells (or genes) of every species. */
  public static SpeciesAxis ofSizes(int... sizes) {
    int[] starts = new int[sizes.length + 1];
    for (int s = 0; s < sizes.length; s++) {
      starts[s + 1] = Math.addExact(starts[s], sizes[s]);
    }
    return new SpeciesAxis(starts);
  }

  public int species() {
    return starts.length - 1;
  }

  /** All species together. */
  public int total() {
    return starts[species()];
  }

  public int start(int species) {
    return starts[species];
  }

  /** The index after the last one of a species. */
  public int end(int species) {
    return starts[species + 1];
  }

  public int size(int species) {
    return starts[species + 1] - starts[species];
  }

  /** The species that an index belongs to. O(log species). */
  public int speciesOf(int index) {
    int p = Arrays.binarySearch(starts, index);
    if (p < 0) {
      return -p - 2;
    }
    while (size(p) == 0) { // an empty species starts where the next does
      p++;
    }
    return p;
  }

  /** The edges of a graph that join two species. O(edges). */
  public SparseMatrix between(SparseMatrix graph) {
    int[] speciesOf = new int[total()];
    for (int s = 0; s < species(); s++) {
      Arrays.fill(speciesOf, start(s), end(s), s);
    }
    return graph.filter((row, column, value) -> speciesOf[row] != speciesOf[column]);
  }
}
