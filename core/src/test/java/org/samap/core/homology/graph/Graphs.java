package org.samap.core.homology.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.samap.core.matrix.SparseMatrix;

/** Small graphs for tests, written and read as text. */
public final class Graphs {
  private Graphs() {}

  /** Each edge once, as {@code "gene gene weight"}. */
  public static List<String> edges(HomologyGraph graph) {
    List<String> out = new ArrayList<>();
    SparseMatrix e = graph.edges();
    for (int a = 0; a < e.rows(); a++) {
      for (int p = e.offset(a); p < e.offset(a + 1); p++) {
        if (e.index(p) > a) {
          out.add(graph.genes().name(a) + " " + graph.genes().name(e.index(p)) + " " + e.value(p));
        }
      }
    }
    return out;
  }

  /** A graph of the given genes, with edges as {@link #edges} gives them. */
  public static HomologyGraph graph(GeneAxis genes, List<String> edges) {
    TreeMap<int[], Float> entries =
        new TreeMap<>(Comparator.<int[]>comparingInt(e -> e[0]).thenComparingInt(e -> e[1]));
    for (String edge : edges) {
      String[] parts = edge.split(" ", -1);
      int a = genes.indexOf(parts[0]);
      int b = genes.indexOf(parts[1]);
      entries.put(new int[] {a, b}, Float.valueOf(parts[2]));
      entries.put(new int[] {b, a}, Float.valueOf(parts[2]));
    }
    SparseMatrix.Builder b = SparseMatrix.builder(genes.size(), genes.size());
    int row = 0;
    for (var entry : entries.entrySet()) {
      for (; row < entry.getKey()[0]; row++) {
        b.endRow();
      }
      b.add(entry.getKey()[1], entry.getValue());
    }
    return new HomologyGraph(genes, b.build());
  }
}
