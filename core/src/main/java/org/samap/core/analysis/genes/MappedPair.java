package org.samap.core.analysis.genes;

import java.util.List;
import org.samap.core.analysis.Node;

/**
 * Two nodes that map to each other, with the gene pairs that support the mapping (SPEC 9).
 *
 * @param nodeA the node of one species
 * @param nodeB the node of another species
 * @param score of the two nodes, 0 to 1
 * @param genes the gene pairs of the mapping
 */
public record MappedPair(Node nodeA, Node nodeB, double score, List<Genes> genes) {

  public MappedPair {
    genes = List.copyOf(genes);
  }

  /**
   * A gene pair.
   *
   * @param geneA its index on the axis of all genes
   * @param geneB the index of the gene of the other species
   * @param value how strongly the pair supports the mapping, above 0
   */
  public record Genes(int geneA, int geneB, double value) {}
}
