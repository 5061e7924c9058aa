package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Through which genes two cell types of different species map to each other (SPEC 9). Take a node m
 * of species a and a node n of species b. The linked cells of m are those with an edge to or from a
 * cell of n. A_g is the mean over them of their expression of g above the species' mean, in
 * standard deviations, where zeros count as 0. B_h is defined likewise for n. Every edge (g, h) of
 * the refined homology graph between the species gets the
 *
 * <pre>value = max(0, A'_g) max(0, B'_h) / edges</pre>
 *
 * <p>where A' and B' are standardised over the edges. The value is the contribution of the edge to
 * the correlation of the two types' expression. It is 0 if a gene has a low SAM weight or is above
 * the mean in few cells of its node. Of the edges with the largest values, those are kept whose
 * genes both mark their nodes.
 *
 * <p>Tarashansky et al. 2021, doi:10.7554/eLife.66747.
 *
 * @param labels the nodes
 * @param genes the genes of all species
 * @param mappings the pairs of nodes, in the given order
 */
public record GenePairs(CellLabels labels, GeneAxis genes, List<Mapping> mappings) {

  /**
   * The parameters.
   *
   * @param minWeight genes of lower SAM weight do not count
   * @param minFraction genes above their mean in at most this share of a node's cells do not count
   * @param nGenes the number of largest values that are considered
   * @param maxP a pair is kept if the p values of both markers are below this
   * @param alignThreshold nodes with at least this mapping score form a pair
   */
  public record Params(
      double minWeight, double minFraction, int nGenes, double maxP, double alignThreshold) {
    public Params {
      if (nGenes < 1) {
        throw InputException.about(
            "n_genes", "n_genes is " + nGenes + "; give a number of at least 1");
      }
      UnitInterval.check("min_weight", minWeight, 0);
      UnitInterval.check("min_fraction", minFraction, 0);
      UnitInterval.check("max_p", maxP, 0);
      UnitInterval.check("align_threshold", alignThreshold, 0);
    }

    public static Params defaults() {
      return new Params(0.2, 0.05, 1000, 0.01, 0.1);
    }

    public Params withMinWeight(double w) {
      return new Params(w, minFraction, nGenes, maxP, alignThreshold);
    }

    public Params withMinFraction(double fraction) {
      return new Params(minWeight, fraction, nGenes, maxP, alignThreshold);
    }

    public Params withNGenes(int n) {
      return new Params(minWeight, minFraction, n, maxP, alignThreshold);
    }

    public Params withMaxP(double p) {
      return new Params(minWeight, minFraction, nGenes, p, alignThreshold);
    }

    public Params withAlignThreshold(double score) {
      return new Params(minWeight, minFraction, nGenes, maxP, score);
    }
  }

  /** Two nodes and the gene pairs that join them, by descending value; ties in gene order. */
  public record Mapping(int nodeA, int nodeB, List<GenePair> pairs) {}

  /**
   * A gene of the first node's species and a gene of the second's.
   *
   * @param value the value of the edge, above 0
   * @param logPA the natural logarithm of the marker p value of the first gene in the first node
   * @param refined the weight of the edge at the end of the mapping
   * @param sequence the weight of the edge at the start
   */
  public record GenePair(
      int geneA,
      int geneB,
      double value,
      double logPA,
      double logPB,
      float refined,
      float sequence) {}

  /** Two nodes of different species. */
  public record NodePair(int a, int b) {

    /**
     * @throws InputException if both nodes belong to one species
     */
    public void requireTwoSpecies(CellLabels labels) {
      if (labels.speciesOf()[a] == labels.speciesOf()[b]) {
        throw new InputException(
            "%s and %s are cell types of one species; give two of different species"
                .formatted(labels.nodes().get(a), labels.nodes().get(b)));
      }
    }
  }

  /**
   * The pairs of nodes whose score reaches the threshold, each once, in node order.
   *
   * @param scores the scores between the nodes of the labels
   */
  public static List<NodePair> mapped(MappingScores scores, Params params) {
    List<NodePair> out = new ArrayList<>();
    double[][] s = scores.scores();
    for (int a = 0; a < s.length; a++) {
      for (int b = a + 1; b < s.length; b++) {
        if (s[a][b] > 0 && s[a][b] >= params.alignThreshold()) {
          out.add(new NodePair(a, b));
        }
      }
    }
    return out;
  }

  /**
   * Finds the gene pairs of the given pairs of nodes. Time: two passes over the expression; then,
   * for each pair of nodes, its cells and the refined edges.
   *
   * @param markers the markers of every species
   * @throws InputException if the two nodes of a pair belong to one species
   */
  public static GenePairs of(
      MappedGenes data,
      List<Markers> markers,
      List<NodePair> nodes,
      Params params,
      Workers workers) {
    CellLabels labels = data.labels();
    nodes.forEach(pair -> pair.requireTwoSpecies(labels));
    GenePairFinder finder = new GenePairFinder(data, markers, params, workers);
    return new GenePairs(labels, data.genes(), finder.find(nodes));
  }

  /** Writes the gene pairs of every pair of nodes, in the given order of the nodes. */
  public void write(Path file) {
    write(file, DonorMarkers.none());
  }

  /** The same, with columns of the tests of both genes over donors, if there are donors. */
  public void write(Path file, DonorMarkers donors) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("rank").text("gene_a").text("gene_b");
          table.text("value").text("p_a").text("p_b");
          table.text("minus_log10_p_a").text("minus_log10_p_b");
          table.text("refined_weight").text("sequence_weight");
          donors.writeTitles("_a", table);
          donors.writeTitles("_b", table);
          table.endRow();
          mappings.forEach(mapping -> write(mapping, donors, table));
        });
  }

  private void write(Mapping mapping, DonorMarkers donors, Tsv table) {
    int rank = 0;
    for (GenePair pair : mapping.pairs) {
      table
          .text(labels.nodes().get(mapping.nodeA).name())
          .text(labels.nodes().get(mapping.nodeB).name());
      table.number(++rank).text(genes.name(pair.geneA)).text(genes.name(pair.geneB));
      table.number(pair.value);
      table
          .probability(LogProbability.value(pair.logPA))
          .probability(LogProbability.value(pair.logPB));
      table.number(LogProbability.minusLog10(pair.logPA));
      table.number(LogProbability.minusLog10(pair.logPB));
      table.number(pair.refined).number(pair.sequence);
      donors.write(mapping.nodeA, inSpecies(pair.geneA), table);
      donors.write(mapping.nodeB, inSpecies(pair.geneB), table);
      table.endRow();
    }
  }

  private int inSpecies(int gene) {
    return gene - genes.start(genes.speciesOf(gene));
  }
}
