package org.samap.core.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.anndata.DataFrame;
import org.samap.core.matrix.SpeciesAxis;

/**
 * A label for every cell of some species, as nodes in the order of their names.
 *
 * @param cells where the cells of each species lie
 * @param nodes all nodes, sorted
 * @param nodeOf the node of every cell; {@link #NONE} for those without a label or of species that
 *     are left out
 * @param speciesOf the species of every node
 */
public record CellLabels(SpeciesAxis cells, List<Node> nodes, int[] nodeOf, int[] speciesOf) {
  /** Instead of a node: the cell takes no part. */
  public static final int NONE = -1;

  /**
   * @param ids the id of every species
   * @param labels the label of every cell, per species; {@link DataFrame#MISSING} where it has none
   */
  public static CellLabels of(List<String> ids, List<List<String>> labels) {
    SpeciesAxis cells = SpeciesAxis.ofSizes(labels.stream().mapToInt(List::size).toArray());
    Map<Node, Integer> speciesOfNode = new HashMap<>();
    for (int s = 0; s < ids.size(); s++) {
      for (String label : Set.copyOf(labels.get(s))) {
        if (!label.equals(DataFrame.MISSING)) {
          speciesOfNode.put(new Node(ids.get(s), label), s);
        }
      }
    }
    List<Node> nodes = speciesOfNode.keySet().stream().sorted().toList();
    Map<Node, Integer> index = new HashMap<>();
    for (int n = 0; n < nodes.size(); n++) {
      index.put(nodes.get(n), n);
    }
    int[] nodeOf = new int[cells.total()];
    for (int s = 0; s < ids.size(); s++) {
      for (int c = 0; c < cells.size(s); c++) {
        Node node = new Node(ids.get(s), labels.get(s).get(c));
        nodeOf[cells.start(s) + c] = index.getOrDefault(node, NONE);
      }
    }
    return new CellLabels(
        cells, nodes, nodeOf, nodes.stream().mapToInt(speciesOfNode::get).toArray());
  }

  /**
   * The labels of some species alone: cells of the others keep their places but have no node, so
   * that neither they nor their edges count.
   *
   * @param species numbers of species
   */
  public CellLabels only(Set<Integer> species) {
    int[] kept =
        IntStream.range(0, nodes.size()).filter(n -> species.contains(speciesOf[n])).toArray();
    int[] newNode = new int[nodes.size()];
    Arrays.fill(newNode, NONE);
    for (int n = 0; n < kept.length; n++) {
      newNode[kept[n]] = n;
    }
    return new CellLabels(
        cells,
        Arrays.stream(kept).mapToObj(nodes::get).toList(),
        Arrays.stream(nodeOf).map(n -> n == NONE ? NONE : newNode[n]).toArray(),
        Arrays.stream(kept).map(n -> speciesOf[n]).toArray());
  }

  /** The number of cells of every node. */
  public int[] sizes() {
    return sizes(nodeOf, nodes.size());
  }

  /** The same for other labels of the cells. */
  public static int[] sizes(int[] nodeOf, int nodes) {
    int[] sizes = new int[nodes];
    for (int node : nodeOf) {
      if (node != NONE) {
        sizes[node]++;
      }
    }
    return sizes;
  }

  /** The names of the nodes, in their order. */
  public List<String> names() {
    return nodes.stream().map(Node::name).toList();
  }
}
