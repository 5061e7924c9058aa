package org.samap.cli.bench.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.FallingOrder;
import org.samap.core.linalg.SparseRows;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LabelledCells;
import org.samap.core.simulate.LinkedSpecies;

/**
 * What a careful analyst gets in an afternoon, without samap: one-to-one genes, a joint PCA, and
 * nearest neighbours between the species.
 *
 * <ol>
 *   <li>Two genes are one-to-one if each is the other's heaviest link (ties to the lower index).
 *   <li>Counts are scaled to 10,000 a cell, and x becomes log(1 + x).
 *   <li>The {@value #MOST_GENES} genes are kept whose rank by variance is best on average over the
 *       species. Each is standardised within its species, and cut at {@value #MOST} standard
 *       deviations.
 *   <li>The cells of both species together give {@value #COMPONENTS} principal components.
 *   <li>Each cell has an edge of weight 1 to each of the {@value #NEAREST} cells of the other
 *       species with the largest cosine. Scores and transferred labels are computed from these
 *       edges as from those of samap.
 * </ol>
 *
 * It knows no confidence. Every cell has all its edges, so a score is the share of a type's edges
 * that lead to the other type.
 */
final class Baseline {
  static final String METHOD = "baseline";

  private static final int MOST_GENES = 2000;
  private static final int COMPONENTS = 50;
  private static final int NEAREST = 20;
  private static final double MOST = 10;
  private static final double SCALE = 1e4;

  /** Cells in a block of rows: at most 2^16 values. */
  private static final int BLOCK = 32;

  private final LinkedSpecies data;
  private final SpeciesAxis cells;

  /** For each species, the column of every one-to-one gene. */
  private final int[][] genes;

  private Baseline(LinkedSpecies data) {
    this.data = data;
    this.cells =
        SpeciesAxis.ofSizes(data.species().stream().mapToInt(s -> s.cells().size()).toArray());
    this.genes = oneToOne();
  }

  /** The edges of two species; none if they have fewer than two one-to-one genes. */
  static MethodResult of(LinkedSpecies data, Workers workers) {
    Baseline baseline = new Baseline(data);
    return new MethodResult(
        METHOD,
        CellLabels.of(data.ids(), data.species().stream().map(LabelledCells::labels).toList()),
        baseline.edges(workers),
        NEAREST,
        Map.of());
  }

  private int[][] oneToOne() {
    GeneAxis axis = data.links().genes();
    SparseMatrix links = data.links().edges();
    List<Map<String, Integer>> columns = new ArrayList<>();
    for (LabelledCells s : data.species()) {
      Map<String, Integer> ofSpecies = new java.util.HashMap<>();
      for (String gene : s.genes()) {
        ofSpecies.put(GeneAxis.prefixed(s.species(), gene), ofSpecies.size());
      }
      columns.add(ofSpecies);
    }
    boolean[] measured = new boolean[axis.size()];
    for (int g = 0; g < measured.length; g++) {
      measured[g] = columns.get(axis.speciesOf(g)).containsKey(axis.name(g));
    }
    int[] best = new int[axis.size()];
    Arrays.setAll(best, g -> measured[g] ? best(links, g, measured) : -1);
    int[] first =
        IntStream.range(axis.start(0), axis.end(0))
            .filter(g -> best[g] >= 0 && best[best[g]] == g)
            .toArray();
    return new int[][] {
      Arrays.stream(first).map(g -> columns.get(0).get(axis.name(g))).toArray(),
      Arrays.stream(first).map(g -> columns.get(1).get(axis.name(best[g]))).toArray()
    };
  }

  private static int best(SparseMatrix links, int gene, boolean[] measured) {
    int best = -1;
    float heaviest = 0;
    for (int p = links.offset(gene); p < links.offset(gene + 1); p++) {
      if (measured[links.index(p)] && links.value(p) > heaviest) {
        best = links.index(p);
        heaviest = links.value(p);
      }
    }
    return best;
  }

  private SparseMatrix edges(Workers workers) {
    int count = Math.min(MOST_GENES, genes[0].length);
    int components = Math.min(COMPONENTS, Math.min(count, cells.total()));
    if (components < 2) {
      return SparseMatrix.empty(cells.total(), cells.total());
    }
    List<CellMatrix> standardised = standardised(count);
    List<SparseMatrix> blocks = new ArrayList<>();
    standardised.forEach(rows -> addBlocks(rows, blocks));
    double[] sums = new double[count]; // the columns of each species have mean 0, but for the cut
    standardised.forEach(rows -> addSums(rows, sums));
    CellMatrix pca =
        CpuSvd.of(
                CenteredMatrix.of(SparseRows.of(count, blocks), sums),
                components,
                0,
                workers,
                Progress.Silent.INSTANCE)
            .scores();
    CellMatrix a = part(pca, 0);
    CellMatrix b = part(pca, 1);
    NeighborSearch.BothWays found =
        NeighborSearch.defaults()
            .between(a, Math.min(NEAREST, b.rows()), b, Math.min(NEAREST, a.rows()), workers);
    SparseMatrix.Builder edges = SparseMatrix.builder(cells.total(), cells.total());
    addEdges(found.ofA(), cells.start(1), edges);
    addEdges(found.ofB(), cells.start(0), edges);
    return edges.build();
  }

  private static void addEdges(Neighbors found, int start, SparseMatrix.Builder edges) {
    for (int c = 0; c < found.queries(); c++) {
      for (int rank = 0; rank < found.k(); rank++) {
        edges.add(start + found.index(c, rank), 1);
      }
      edges.endRow();
    }
  }

  private CellMatrix part(CellMatrix all, int species) {
    CellMatrix rows = CellMatrix.zeros(cells.size(species), all.columns());
    for (int c = 0; c < rows.rows(); c++) {
      for (int k = 0; k < all.columns(); k++) {
        rows.set(c, k, all.get(cells.start(species) + c, k));
      }
    }
    return rows;
  }

  /** The chosen genes of every species, standardised. */
  private List<CellMatrix> standardised(int count) {
    List<CellMatrix> logs =
        IntStream.range(0, 2)
            .mapToObj(s -> logs(data.species().get(s).counts(), genes[s]))
            .toList();
    List<double[]> variances = logs.stream().map(Baseline::variances).toList();
    double[] meanRank = new double[genes[0].length];
    for (double[] ofSpecies : variances) {
      int[] order = FallingOrder.of(ofSpecies);
      for (int rank = 0; rank < order.length; rank++) {
        meanRank[order[rank]] -= rank;
      }
    }
    int[] chosen = Arrays.copyOf(FallingOrder.of(meanRank), count);
    return IntStream.range(0, 2)
        .mapToObj(s -> standardised(logs.get(s), variances.get(s), chosen))
        .toList();
  }

  private static CellMatrix logs(Expression counts, int[] genes) {
    int[] columnOf = new int[counts.genes()];
    Arrays.fill(columnOf, -1);
    for (int i = 0; i < genes.length; i++) {
      columnOf[genes[i]] = i;
    }
    CellMatrix logs = CellMatrix.zeros(counts.cells(), genes.length);
    RowCursor row = counts.cursor();
    for (int c = 0; c < counts.cells(); c++) {
      row.read(c);
      double depth = 0;
      for (int p = row.from(); p < row.to(); p++) {
        depth += row.values()[p];
      }
      for (int p = row.from(); p < row.to(); p++) {
        int column = columnOf[row.genes()[p]];
        if (column >= 0) {
          logs.set(c, column, (float) StrictMath.log1p(SCALE * row.values()[p] / depth));
        }
      }
    }
    return logs;
  }

  private static double mean(CellMatrix rows, int column) {
    double sum = 0;
    for (int c = 0; c < rows.rows(); c++) {
      sum += rows.get(c, column);
    }
    return sum / Math.max(1, rows.rows());
  }

  private static double[] variances(CellMatrix rows) {
    double[] variances = new double[rows.columns()];
    for (int g = 0; g < variances.length; g++) {
      double mean = mean(rows, g);
      for (int c = 0; c < rows.rows(); c++) {
        variances[g] += (rows.get(c, g) - mean) * (rows.get(c, g) - mean) / rows.rows();
      }
    }
    return variances;
  }

  private static CellMatrix standardised(CellMatrix logs, double[] variances, int[] chosen) {
    CellMatrix rows = CellMatrix.zeros(logs.rows(), chosen.length);
    for (int i = 0; i < chosen.length; i++) {
      double mean = mean(logs, chosen[i]);
      double sd = Math.sqrt(variances[chosen[i]]);
      for (int c = 0; c < rows.rows() && sd > 0; c++) {
        rows.set(c, i, (float) Math.clamp((logs.get(c, chosen[i]) - mean) / sd, -MOST, MOST));
      }
    }
    return rows;
  }

  private static void addBlocks(CellMatrix rows, List<SparseMatrix> to) {
    for (int from = 0; from < rows.rows(); from += BLOCK) {
      int end = Math.min(from + BLOCK, rows.rows());
      SparseMatrix.Builder block = SparseMatrix.builder(end - from, rows.columns());
      for (int c = from; c < end; c++) {
        for (int g = 0; g < rows.columns(); g++) {
          block.add(g, rows.get(c, g));
        }
        block.endRow();
      }
      to.add(block.build());
    }
  }

  private static void addSums(CellMatrix rows, double[] sums) {
    for (int c = 0; c < rows.rows(); c++) {
      for (int g = 0; g < sums.length; g++) {
        sums[g] += rows.get(c, g);
      }
    }
  }
}
