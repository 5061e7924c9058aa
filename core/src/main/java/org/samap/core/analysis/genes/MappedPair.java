package org.samap.core.analysis.genes;

import java.util.List;
import org.samap.core.analysis.Node;

/**
 * Two nodes that map to each other and the gene pairs that support it (SPEC 9).
 *
 * @param nodeA of one species
 * @param nodeB of another
 * @param score of the two nodes, 0 to 1
 * @param genes the gene pairs that count for them
 */
public record MappedPair(Node nodeA, Node nodeB, double score, List<Genes> genes) {

  public MappedPair {
    genes = List.copyOf(genes);
  }

  /**
   * A gene pair.
   *
   * @param geneA on the axis of all genes
   * @param geneB of the other species
   * @param value how much the pair supports the mapping, above 0
   */
  public record Genes(int geneA, int geneB, double value) {}
}
