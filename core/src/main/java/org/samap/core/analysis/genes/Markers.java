package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.analysis.statistics.RankSums;
import org.samap.core.expression.Expression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Which genes mark the cell types of one species (SPEC 9): the Wilcoxon rank-sum test of the cells
 * of each label against all other cells of the species. With n1 cells of the label, n cells in all,
 * and R the sum of the label's ranks (ties share their average rank),
 *
 * <pre>score = (R - n1 (n + 1) / 2) / sqrt(n1 (n - n1) (n + 1) / 12)</pre>
 *
 * <p>is approximately standard normal for a gene that marks nothing. Ties are not corrected for,
 * which makes the test conservative where many cells are zero. The p value is two-sided. Only genes
 * that the label expresses more count: a negative score becomes 0 with p = 1. A label of one cell
 * is not tested (score 0, p = 1), and its cell does not count among the others either.
 *
 * <p>Mann, Whitney 1947, doi:10.1214/aoms/1177730491; used for cells as in Wolf et al. 2018,
 * doi:10.1186/s13059-017-1382-0.
 *
 * @param labels the labels of all species
 * @param species the species that is tested
 * @param nodes the nodes of the species, ascending
 * @param scores the score of each of these nodes and each gene of the species
 * @param expressing the number of cells of each of these nodes with a value other than 0, per gene
 */
public record Markers(
    CellLabels labels, int species, int[] nodes, double[][] scores, int[][] expressing) {

  /**
   * Which markers are written.
   *
   * @param maxP markers have a p value below this
   * @param nGenes the most markers of a label, best first; 0 for all
   */
  public record Params(double maxP, int nGenes) {
    public Params {
      if (!(maxP > 0 && maxP <= 1)) {
        throw InputException.about(
            "max_p", "max_p is " + maxP + "; give a number above 0 and at most 1");
      }
      if (nGenes < 0) {
        throw InputException.about("n_genes", "n_genes is " + nGenes + "; give 0 (all) or more");
      }
    }

    public static Params defaults() {
      return new Params(0.01, 0);
    }

    public Params withMaxP(double p) {
      return new Params(p, nGenes);
    }

    public Params withNGenes(int n) {
      return new Params(maxP, n);
    }
  }

  /**
   * Tests all labels of a species. Time and memory as {@link RankSums}; the result takes 12 bytes
   * per label and gene.
   *
   * @param x the preprocessed expression of the species
   * @param labels the labels of all species
   */
  public static Markers of(Expression x, CellLabels labels, int species, Workers workers) {
    if (x.cells() != labels.cells().size(species)) {
      throw new IllegalArgumentException(x.cells() + " cells, and labels of others");
    }
    int[] nodes =
        IntStream.range(0, labels.nodes().size())
            .filter(n -> labels.speciesOf()[n] == species)
            .toArray();
    int[] sizes = labels.sizes();
    int[] tested = Arrays.stream(nodes).filter(n -> sizes[n] > 1).toArray();
    int cells = Arrays.stream(tested).map(n -> sizes[n]).sum();
    double[][] scores = new double[nodes.length][x.genes()];
    int[][] expressing = new int[nodes.length][x.genes()];
    int[] place = Arrays.stream(tested).map(n -> Arrays.binarySearch(nodes, n)).toArray();
    RankSums.of(
        x,
        groups(labels, species, tested),
        tested.length,
        workers,
        (gene, rankSums, counts) -> {
          for (int t = 0; t < tested.length; t++) {
            scores[place[t]][gene] = Math.max(0, score(rankSums[t], sizes[tested[t]], cells));
            expressing[place[t]][gene] = counts[t];
          }
        });
    return new Markers(labels, species, nodes, scores, expressing);
  }

  /** The place of every cell's node among the tested nodes, or -1. */
  private static int[] groups(CellLabels labels, int species, int[] tested) {
    int start = labels.cells().start(species);
    return IntStream.range(0, labels.cells().size(species))
        .map(c -> Math.max(-1, Arrays.binarySearch(tested, labels.nodeOf()[start + c])))
        .toArray();
  }

  private static double score(double rankSum, double inside, double cells) {
    double variance = inside * (cells - inside) * (cells + 1) / 12;
    return variance == 0 ? 0 : (rankSum - inside * (cells + 1) / 2) / Math.sqrt(variance);
  }

  /**
   * @param node its index among all nodes; must be of this species
   * @param gene its index among the species' genes
   */
  public double score(int node, int gene) {
    return scores[place(node)][gene];
  }

  /** The natural logarithm of the two-sided p value, accurate for any size. */
  public double logP(int node, int gene) {
    double score = score(node, gene);
    return score == 0 ? 0 : LogProbability.twoSidedNormal(score);
  }

  private int place(int node) {
    int place = Arrays.binarySearch(nodes, node);
    if (place < 0) {
      throw new IllegalArgumentException("node " + node + " is of another species");
    }
    return place;
  }

  /**
   * Writes the markers of every label of some species, best first; ties in gene order.
   *
   * @param genes the genes of all species that the labels name
   */
  public static void write(List<Markers> all, GeneAxis genes, Params params, Path file) {
    write(all, DonorMarkers.none(), genes, params, file);
  }

  /** The same, with columns of the tests over donors, if there are donors. */
  public static void write(
      List<Markers> all, DonorMarkers donors, GeneAxis genes, Params params, Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("rank").text("gene").text("score").text("p");
          table.text("minus_log10_p").text("q").text("fraction").text("fraction_of_others");
          donors.writeTitles("", table);
          table.endRow();
          all.forEach(m -> m.write(donors, genes, params, table));
        });
  }

  private void write(DonorMarkers donors, GeneAxis genes, Params params, Tsv table) {
    int[] sizes = labels.sizes();
    int tested = Arrays.stream(nodes).map(n -> sizes[n]).filter(size -> size > 1).sum();
    for (int n = 0; n < nodes.length; n++) {
      int node = nodes[n];
      int inside = sizes[node];
      int outside = tested - inside;
      double[] q = qValues(n);
      int rank = 0;
      for (int gene : best(n, params)) {
        double logP = logP(node, gene);
        table.text(labels.nodes().get(node).name()).number(++rank);
        table.text(genes.name(genes.start(species) + gene)).number(scores[n][gene]);
        table.probability(LogProbability.value(logP)).number(LogProbability.minusLog10(logP));
        table.probability(q[gene]).number((double) expressing[n][gene] / inside);
        table.number((double) expressingElsewhere(n, gene) / outside);
        donors.write(node, gene, table);
        table.endRow();
      }
    }
  }

  /** The q values over all genes of the species. */
  private double[] qValues(int n) {
    return BenjaminiHochberg.qValues(
        IntStream.range(0, scores[n].length)
            .mapToDouble(gene -> LogProbability.value(logP(nodes[n], gene)))
            .toArray());
  }

  private long expressingElsewhere(int n, int gene) {
    return IntStream.range(0, nodes.length)
        .filter(o -> o != n)
        .mapToLong(o -> expressing[o][gene])
        .sum();
  }

  private int[] best(int n, Params params) {
    double logMax = StrictMath.log(params.maxP);
    return IntStream.range(0, scores[n].length)
        .filter(g -> scores[n][g] > 0 && logP(nodes[n], g) < logMax)
        .boxed()
        .sorted(Comparator.comparingDouble(g -> -scores[n][g]))
        .limit(params.nGenes == 0 ? Long.MAX_VALUE : params.nGenes)
        .mapToInt(g -> g)
        .toArray();
  }
}
