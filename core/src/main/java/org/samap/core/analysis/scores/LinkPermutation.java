package org.samap.core.analysis.scores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.mapping.MappingInput;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/**
 * Links that tell nothing about which gene corresponds to which. In each species, genes exchange
 * all their links with genes of similarly many links. So everything else about the links stays: how
 * many there are, their weights, how many a gene has on either side, and how they form families.
 * Genes exchange their links as a whole, rather than single links their ends, because links are no
 * independent draws: those of a family come and go together.
 *
 * <p>Genes without weight in SAM take no part in a mapping. They exchange links among themselves
 * only, so that the mapping sees as many links as before. Genes are not matched by weight beyond
 * that. The few genes of the largest weights are the markers of the same few lineages in both
 * species, so links that were only exchanged among these would still tell the lineages.
 */
final class LinkPermutation {
  /** Among so many, a gene hardly ever keeps its links. */
  private static final int LEAST = 50;

  private final SparseMatrix links;

  /** The genes of every class. */
  private final List<int[]> classes;

  private LinkPermutation(SparseMatrix links, List<int[]> classes) {
    this.links = links;
    this.classes = classes;
  }

  static LinkPermutation of(MappingInput input) {
    GeneLinks links = input.links();
    SparseMatrix m = links.weights();
    List<int[]> classes = new ArrayList<>();
    for (int s = 0; s < links.axis().species(); s++) {
      MappedSpecies species = input.species().get(s);
      int[] data = links.dataGenes().get(s);
      int start = links.axis().start(s);
      for (boolean active : new boolean[] {false, true}) {
        int[] genes =
            IntStream.range(start, links.axis().end(s))
                .filter(g -> species.weights()[data[g - start]] > 0 == active)
                .toArray();
        classes.addAll(bySize(genes, m::rowLength));
      }
    }
    return new LinkPermutation(m, classes);
  }

  /** Groups genes by a number, joining the groups of neighbouring numbers while they are small. */
  private static List<int[]> bySize(int[] genes, ToIntFunction<Integer> size) {
    int[] sorted =
        IntStream.of(genes)
            .boxed()
            .sorted(Comparator.comparingInt(size))
            .mapToInt(g -> g)
            .toArray();
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < sorted.length; i++) {
      boolean whole = size.applyAsInt(sorted[i]) != size.applyAsInt(sorted[i - 1]);
      if (whole && i - from >= LEAST && sorted.length - i >= LEAST) {
        groups.add(Arrays.copyOfRange(sorted, from, i));
        from = i;
      }
    }
    groups.add(Arrays.copyOfRange(sorted, from, sorted.length));
    return groups;
  }

  /** The links after the genes of each class were shuffled. */
  SparseMatrix shuffled(RandomStream random) {
    int[] takes = IntStream.range(0, links.rows()).toArray();
    for (int[] genes : classes) {
      for (int last = genes.length - 1; last > 0; last--) {
        int a = genes[last];
        int b = genes[random.nextInt(last + 1)];
        int taken = takes[a];
        takes[a] = takes[b];
        takes[b] = taken;
      }
    }
    return links.select(takes, takes);
  }
}
