package org.samap.core.analysis.scores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;

/**
 * A part of the cells and links of a mapping, drawn without replacement.
 *
 * @param cells the cells of each species, ascending
 * @param links the links between the same genes
 * @param labels the labels of these cells, with the same nodes
 */
record Resample(List<int[]> cells, SparseMatrix links, CellLabels labels) {

  static Resample draw(GeneLinks links, CellLabels labels, Stability.Params params, int number) {
    int[] drawn = cells(labels, params, number);
    SpeciesAxis axis = labels.cells();
    List<int[]> ofSpecies = new ArrayList<>();
    for (int s = 0; s < axis.species(); s++) {
      int start = axis.start(s);
      int end = axis.end(s);
      ofSpecies.add(
          IntStream.of(drawn).filter(c -> c >= start && c < end).map(c -> c - start).toArray());
    }
    CellLabels kept =
        new CellLabels(
            SpeciesAxis.ofSizes(ofSpecies.stream().mapToInt(c -> c.length).toArray()),
            labels.nodes(),
            IntStream.of(drawn).map(c -> labels.nodeOf()[c]).toArray(),
            labels.speciesOf());
    return new Resample(ofSpecies, links(links.weights(), params, number), kept);
  }

  /** The share of the cells of every node, and of a species' cells without one, rounded up. */
  private static int[] cells(CellLabels labels, Stability.Params params, int number) {
    int nodes = labels.nodes().size();
    List<List<Integer>> groups = new ArrayList<>();
    IntStream.range(0, nodes + labels.cells().species())
        .forEach(_ -> groups.add(new ArrayList<>()));
    for (int c = 0; c < labels.nodeOf().length; c++) {
      int node = labels.nodeOf()[c];
      groups.get(node == CellLabels.NONE ? nodes + labels.cells().speciesOf(c) : node).add(c);
    }
    RandomStream random = RandomStream.of(params.seed(), "cells of a resample", number);
    return groups.stream()
        .flatMapToInt(
            group ->
                Arrays.stream(
                    drawn(
                        group.stream().mapToInt(c -> c).toArray(),
                        (int) Math.ceil(params.cells() * group.size()),
                        random)))
        .sorted()
        .toArray();
  }

  /** The share of the links, rounded; a link is kept or lost in both directions. */
  private static SparseMatrix links(SparseMatrix all, Stability.Params params, int number) {
    int[] places =
        IntStream.range(0, all.rows())
            .flatMap(
                g ->
                    IntStream.range(all.offset(g), all.offset(g + 1)).filter(p -> all.index(p) > g))
            .toArray();
    RandomStream random = RandomStream.of(params.seed(), "links of a resample", number);
    BitSet kept = new BitSet(all.entries());
    for (int p : drawn(places, (int) Math.rint(params.links() * places.length), random)) {
      kept.set(p);
    }
    return all.filter((a, b, _) -> kept.get(a < b ? all.position(a, b) : all.position(b, a)));
  }

  private static int[] drawn(int[] from, int count, RandomStream random) {
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, from.length);
      int drawn = from[j];
      from[j] = from[i];
      from[i] = drawn;
    }
    return Arrays.copyOf(from, count);
  }
}
