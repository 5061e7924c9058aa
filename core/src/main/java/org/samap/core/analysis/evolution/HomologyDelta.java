package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * How much better or worse two homologous genes agree in expression than genes of equal sequence
 * similarity (SPEC 9). delta = refined weight - expected weight, where the expected weight is the
 * running median of refined weights at the edge's sequence weight.
 *
 * <p>Only edges between two {@link ExpressedGenes} count. All other edges, often more than half,
 * have a refined weight of 0. They would pull the median down, and their deltas would only say that
 * a gene is silent.
 *
 * <p>The window: the edges between two species are sorted by sequence weight. The window of a
 * sequence weight holds all edges of that weight and equally many on both sides, {@code window}
 * edges in all. It holds fewer near the ends, where one side runs out. Edges as heavy as the
 * outermost ones belong to the window too, so the order of equal edges does not matter. An edge
 * that the refinement dropped counts with weight 0. The median of an even number is the mean of the
 * middle two.
 *
 * @param genes the genes of all species
 * @param edges by descending delta, ties by their genes
 */
public record HomologyDelta(GeneAxis genes, List<Edge> edges) {

  /**
   * @param window the number of edges of a window, at least 1, default 101
   */
  public record Params(int window) {
    public Params {
      if (window < 1) {
        throw InputException.about(
            "window", "window is " + window + "; give a number of edges, at least 1");
      }
    }

    public static Params defaults() {
      return new Params(101);
    }

    public Params withWindow(int newWindow) {
      return new Params(newWindow);
    }
  }

  /**
   * Two homologous genes.
   *
   * @param first the gene of the earlier species
   * @param second the gene of the later species
   * @param sequence their sequence weight, above 0
   * @param refined their refined weight, 0 to 1
   * @param expected the running median, 0 to 1
   */
  public record Edge(int first, int second, float sequence, float refined, double expected) {
    /** Above 0 if they agree better than genes of equal sequence similarity; -1 to 1. */
    public double delta() {
      return refined - expected;
    }
  }

  /**
   * Time O(edges log edges), memory about 100 bytes per edge.
   *
   * @param expressed the expressed ones of the same genes
   */
  public static HomologyDelta of(
      RefinedHomology homology, ExpressedGenes expressed, Params params) {
    if (!expressed.genes().equals(homology.genes())) {
      throw new IllegalArgumentException("the expression has other genes");
    }
    int[] speciesOf = homology.speciesOfGenes();
    int species = homology.genes().species().size();
    List<List<Edge>> ofPair = new ArrayList<>();
    for (int i = 0; i < species * species; i++) {
      ofPair.add(new ArrayList<>());
    }
    SparseMatrix sequence = homology.sequence();
    for (int g = 0; g < sequence.rows(); g++) {
      for (int p = sequence.offset(g); p < sequence.offset(g + 1); p++) {
        int h = sequence.index(p);
        if (g < h && expressed.contains(g) && expressed.contains(h)) {
          ofPair
              .get(speciesOf[g] * species + speciesOf[h])
              .add(new Edge(g, h, sequence.value(p), homology.refined().get(g, h), 0));
        }
      }
    }
    List<Edge> all = new ArrayList<>();
    ofPair.forEach(edges -> addExpected(edges, params.window(), all));
    all.sort(
        Comparator.comparingDouble((Edge e) -> -e.delta())
            .thenComparingInt(Edge::first)
            .thenComparingInt(Edge::second));
    return new HomologyDelta(homology.genes(), List.copyOf(all));
  }

  private static void addExpected(List<Edge> edges, int window, List<Edge> out) {
    edges.sort(Comparator.comparingDouble(Edge::sequence));
    int n = edges.size();
    double[] refined = edges.stream().mapToDouble(Edge::refined).toArray();
    RunningMedian median = new RunningMedian(refined);
    int from = 0;
    while (from < n) {
      int to = after(edges, from);
      int side = Math.max(0, Math.ceilDiv(window - (to - from), 2));
      int first = Math.max(0, from - side);
      while (first > 0 && edges.get(first - 1).sequence() == edges.get(first).sequence()) {
        first--;
      }
      int end = after(edges, Math.min(n - 1, to - 1 + side));
      double expected = median.of(first, end);
      for (Edge e : edges.subList(from, to)) {
        out.add(new Edge(e.first(), e.second(), e.sequence(), e.refined(), expected));
      }
      from = to;
    }
  }

  /** The position after the last edge that is as heavy as this one. */
  private static int after(List<Edge> edges, int edge) {
    int next = edge + 1;
    while (next < edges.size() && edges.get(next).sequence() == edges.get(edge).sequence()) {
      next++;
    }
    return next;
  }

  /**
   * Medians of ranges whose ends never move back. Counts the values of the range by rank in a
   * Fenwick tree (Fenwick 1994, doi:10.1002/spe.4380240306). O(log n) for each value that enters or
   * leaves.
   */
  private static final class RunningMedian {
    private final double[] sorted;
    private final int[] rank;
    private final int[] tree;
    private int first;
    private int end;

    RunningMedian(double[] values) {
      int n = values.length;
      sorted = values.clone();
      Arrays.sort(sorted);
      rank = IntStream.range(0, n).map(i -> lowest(values[i])).toArray();
      tree = new int[n + 1];
    }

    private int lowest(double value) {
      int from = 0;
      int to = sorted.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (sorted[middle] < value) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }

    double of(int newFirst, int newEnd) {
      while (end < newEnd) {
        count(rank[end++], 1);
      }
      while (first < newFirst) {
        count(rank[first++], -1);
      }
      int size = end - first;
      return (select((size - 1) / 2) + select(size / 2)) / 2;
    }

    private void count(int place, int change) {
      for (int i = place + 1; i < tree.length; i += i & -i) {
        tree[i] += change;
      }
    }

    /** The value of the range that has {@code smaller} values before it. */
    private double select(int smaller) {
      int place = 0;
      int left = smaller;
      for (int step = Integer.highestOneBit(tree.length - 1); step > 0; step >>= 1) {
        if (place + step < tree.length && tree[place + step] <= left) {
          place += step;
          left -= tree[place];
        }
      }
      return sorted[place];
    }
  }

  /** Writes a row per edge. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("gene_a").text("gene_b").text("sequence_weight").text("refined_weight");
          table.text("expected_weight").text("delta").endRow();
          for (Edge e : edges) {
            table.text(genes.name(e.first())).text(genes.name(e.second()));
            table.number(e.sequence()).number(e.refined()).number(e.expected());
            table.number(e.delta()).endRow();
          }
        });
  }
}
