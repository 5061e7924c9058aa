package org.samap.cuda.mutual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;

/**
 * Cells of some species in clusters, most of whose neighbours are of the same cluster, and of the
 * cluster of that number in other species.
 */
record JoinedSample(List<SpeciesCells> species, SparseMatrix q, List<CellMatrix> rows) {
  /** Sums below this do not count. */
  static final double LEAST = 0.1;

  static final Neighborhood RINGS = new Neighborhood.Rings(Expansion.BFS, 3, false, 0);

  /**
   * @param clusterSize about this many cells are in a cluster
   * @param k the neighbours of a cell in its own and in each other species
   * @param width the components of projected cells
   */
  static JoinedSample of(
      int clusterSize, int k, int width, Neighborhood neighborhood, int... sizes) {
    RandomStream random = RandomStream.of(7, "test", sizes[0]);
    SpeciesAxis axis = SpeciesAxis.ofSizes(sizes);
    int clusters = Math.max(1, Arrays.stream(sizes).max().orElse(1) / clusterSize);
    int[] clusterOf = random.ints(axis.total(), 0, clusters).toArray();
    // A cluster of one cell.
    clusterOf[0] = clusters;
    List<SpeciesCells> species = new ArrayList<>();
    List<CellMatrix> rows = new ArrayList<>();
    for (int s = 0; s < sizes.length; s++) {
      int start = axis.start(s);
      int[] own = Arrays.copyOfRange(clusterOf, start, axis.end(s));
      SparseMatrix.Builder graph = SparseMatrix.builder(sizes[s], sizes[s]);
      CellMatrix m = CellMatrix.zeros(sizes[s], width, 50);
      for (int c = 0; c < sizes[s]; c++) {
        TreeSet<Integer> near = near(random, own, 0, sizes[s], own[c], k);
        near.add(c);
        near.forEach(to -> graph.add(to, 1));
        graph.endRow();
        RandomStream center = RandomStream.of(1, "center", own[c]);
        // Some rows have no variance.
        boolean flat = c % 41 == 7;
        for (int i = 0; i < width; i++) {
          m.set(c, i, flat ? 2 : center.nextFloat() + random.nextFloat() - 1);
        }
      }
      species.add(new SpeciesCells(graph.build(), own, neighborhood));
      rows.add(m);
    }
    SparseMatrix.Builder q = SparseMatrix.builder(axis.total(), axis.total());
    for (int i = 0; i < axis.total(); i++) {
      for (int s = 0; s < sizes.length; s++) {
        // Some rows see nothing.
        if (s == axis.speciesOf(i) || i % 37 == 5) {
          continue;
        }
        TreeSet<Integer> seen =
            near(random, clusterOf, axis.start(s), axis.end(s), clusterOf[i], k);
        float[] shares = new float[seen.size()];
        float sum = 0;
        for (int e = 0; e < shares.length; e++) {
          shares[e] = 0.1f + random.nextFloat();
          sum += shares[e];
        }
        int e = 0;
        for (int j : seen) {
          q.add(j, shares[e++] / sum);
        }
      }
      q.endRow();
    }
    return new JoinedSample(species, q.build(), rows);
  }

  /** Up to k of the cells [from, to), most of them of one cluster. */
  private static TreeSet<Integer> near(
      RandomStream random, int[] clusterOf, int from, int to, int cluster, int k) {
    int[] same = IntStream.range(from, to).filter(c -> clusterOf[c] == cluster).toArray();
    TreeSet<Integer> near = new TreeSet<>();
    for (int e = 0; e < k; e++) {
      boolean far = same.length == 0 || random.nextInt(Math.max(30, (to - from) / 20)) == 0;
      near.add(far ? from + random.nextInt(to - from) : same[random.nextInt(same.length)]);
    }
    return near;
  }

  SparseMatrix edges(Engine engine, EdgeRule rule) {
    return engine.join(species, LEAST).mutualEdges(q, rows, rule);
  }
}
