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
 * A label for every cell of some species. Labels are nodes, sorted by name.
 *
 * @param cells the range of each species' cells
 * @param nodes all nodes, sorted
 * @param nodeOf the node of every cell; {@link #NONE} for cells without a label and cells of
 *     species that are left out
 * @param speciesOf the species of every node
 */
public record CellLabels(SpeciesAxis cells, List<Node> nodes, int[] nodeOf, int[] speciesOf) {
  /** The value for a cell without a node, which takes no part. */
  public static final int NONE = -1;

  /**
   * @param ids the ids of the species
   * @param labels for each species, the label of every cell; {@link DataFrame#MISSING} for a cell
   *     without one
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
   * The labels of some species alone. Cells of the others keep their places but have no node, so
   * they and their edges do not count.
   *
   * @param species the numbers of the species to keep
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

  /** The number of cells in every node. */
  public int[] sizes() {
    return sizes(nodeOf, nodes.size());
  }

  /** The number of cells in every node, for any labelling. */
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
