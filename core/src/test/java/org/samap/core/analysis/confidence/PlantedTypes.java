package org.samap.core.analysis.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * A mapping made by hand. Each type has a direction of its own in the projections and {@value
 * #MARKERS} markers, each with one homolog in every other species. The first species has a type
 * more, "alone; é": all its edges lead to the first type of the others, to which it lies somewhat
 * nearer than to the rest, and its markers mark nothing in the other species. One of its cells has
 * a label of its own.
 */
final class PlantedTypes {
  static final int TYPES = 3;
  static final int CELLS = 24;
  static final int MARKERS = 5;
  static final int K = 6;
  static final String ALONE = "alone; é";

  private static final int ALL = TYPES + 1;
  private static final int GENES = ALL * MARKERS + 30;

  private final int species;
  private final List<int[]> typeOf = new ArrayList<>();
  private final SpeciesAxis cells;
  private final RandomStream random = RandomStream.of(0, "planted types", 0);

  PlantedTypes(int species) {
    this.species = species;
    for (int s = 0; s < species; s++) {
      int types = s == 0 ? ALL : TYPES;
      typeOf.add(IntStream.range(0, types * CELLS).map(c -> c % types).toArray());
    }
    this.cells = SpeciesAxis.ofSizes(typeOf.stream().mapToInt(t -> t.length).toArray());
  }

  private List<String> ids() {
    return IntStream.range(0, species).mapToObj(s -> "s" + s).toList();
  }

  private CellLabels labels() {
    List<List<String>> labels = new ArrayList<>();
    for (int[] types : typeOf) {
      labels.add(
          IntStream.range(0, types.length)
              .mapToObj(c -> types[c] == TYPES ? ALONE : "type " + types[c])
              .toList());
    }
    List<String> first = new ArrayList<>(labels.getFirst());
    first.set(0, "one cell");
    labels.set(0, first);
    return CellLabels.of(ids(), labels);
  }

  private SparseMatrix graph() {
    SparseMatrix.Builder graph = SparseMatrix.builder(cells.total(), cells.total());
    for (int s = 0; s < species; s++) {
      for (int type : typeOf.get(s)) {
        for (int to = 0; to < species; to++) {
          int[] types = typeOf.get(to);
          int start = cells.start(to);
          if (to != s) {
            random
                .ints(20L * K, 0, types.length)
                .filter(c -> types[c] == type % TYPES)
                .distinct()
                .limit(K)
                .sorted()
                .forEach(c -> graph.add(start + c, 0.9f));
          }
        }
        graph.endRow();
      }
    }
    return graph.build();
  }

  private CellMatrix projection(int s) {
    int[] types = typeOf.get(s);
    CellMatrix m = CellMatrix.zeros(types.length, ALL);
    for (int c = 0; c < types.length; c++) {
      for (int d = 0; d < ALL; d++) {
        double near = types[c] == TYPES && d == 0 ? 0.4 : 0;
        m.set(c, d, (float) (near + (types[c] == d ? 1 : 0) + 0.1 * random.nextGaussian()));
      }
    }
    return m;
  }

  private Expression expression(int s) {
    HeapExpression.Builder x = HeapExpression.builder(GENES);
    for (int type : typeOf.get(s)) {
      for (int g = 0; g < GENES; g++) {
        boolean marks = g / MARKERS == type;
        if (marks || random.nextDouble() < 0.4) {
          x.add(g, (float) ((marks ? 4 : 1) + random.nextDouble()));
        }
      }
      x.endCell();
    }
    return x.build();
  }

  /** Each gene with that of the same number in every other species. */
  private SparseMatrix links() {
    SparseMatrix.Builder links = SparseMatrix.builder(species * GENES, species * GENES);
    for (int s = 0; s < species; s++) {
      for (int g = 0; g < GENES; g++) {
        for (int to = 0; to < species; to++) {
          if (to != s) {
            links.add(to * GENES + g, 0.5f);
          }
        }
        links.endRow();
      }
    }
    return links.build();
  }

  MatchEvidence evidence(Workers workers) {
    CellLabels labels = labels();
    GeneAxis axis =
        GeneAxis.of(
            ids(),
            ids().stream()
                .map(id -> IntStream.range(0, GENES).mapToObj(g -> id + "_g" + g).toList())
                .toList());
    int[] all = IntStream.range(0, species).toArray();
    List<Expression> x = IntStream.of(all).mapToObj(this::expression).toList();
    double[] weights = new double[axis.size()];
    Arrays.fill(weights, 1);
    SparseMatrix links = links();
    MappedGenes genes = new MappedGenes(labels, graph(), axis, links, links, x, weights);
    MappedCells projected =
        new MappedCells(
            genes.graph(), genes.graph(), IntStream.of(all).mapToObj(this::projection).toList(), K);
    GenePairs.Params params = GenePairs.Params.defaults();
    MappingScores scores = MappingScores.of(genes.graph(), labels, K, 0);
    return new MatchEvidence(genes, projected, GenePairs.mapped(scores, params));
  }
}
