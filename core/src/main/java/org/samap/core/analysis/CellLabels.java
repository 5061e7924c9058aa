package org.samap.core.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.mapping.SpeciesAxis;
import org.samap.core.run.CodePoints;

/**
 * A label for every cell of some species, as nodes {@code {id}_{label}} in the order of their names
 * (by code point).
 *
 * @param cells where the cells of each species lie
 * @param nodes the names of all nodes, sorted
 * @param nodeOf the node of every cell
 * @param speciesOf the species of every node
 */
public record CellLabels(SpeciesAxis cells, List<String> nodes, int[] nodeOf, int[] speciesOf) {

  /**
   * @param ids the id of every species
   * @param labels the label of every cell, per species
   */
  public static CellLabels of(List<String> ids, List<List<String>> labels) {
    SpeciesAxis cells = SpeciesAxis.ofSizes(labels.stream().mapToInt(List::size).toArray());
    Map<String, Integer> speciesOfNode = new HashMap<>();
    String[] nodeOfCell = new String[cells.total()];
    for (int s = 0; s < ids.size(); s++) {
      for (int c = 0; c < cells.size(s); c++) {
        String node = ids.get(s) + "_" + labels.get(s).get(c);
        nodeOfCell[cells.start(s) + c] = node;
        speciesOfNode.put(node, s);
      }
    }
    List<String> nodes = speciesOfNode.keySet().stream().sorted(CodePoints::compare).toList();
    Map<String, Integer> index = new HashMap<>();
    for (int n = 0; n < nodes.size(); n++) {
      index.put(nodes.get(n), n);
    }
    return new CellLabels(
        cells,
        nodes,
        Arrays.stream(nodeOfCell).mapToInt(index::get).toArray(),
        nodes.stream().mapToInt(speciesOfNode::get).toArray());
  }
}
