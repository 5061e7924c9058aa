package org.samap.core.homology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * The links of the sources that are read whole: tables of pairs and orthologous groups.
 *
 * @param graphs the graph of each source
 * @param linked the species that they link
 */
record LinkOffers(List<HomologyGraph> graphs, Set<TwoSpecies> linked) {

  /**
   * @throws InputException if a file cannot be used, or two sources link the same species
   */
  static LinkOffers of(HomologySources sources, List<String> species, Progress progress) {
    List<HomologyGraph> graphs = new ArrayList<>();
    Set<TwoSpecies> linked = new HashSet<>();
    for (PairFile file : sources.pairs()) {
      PairTable table = PairTable.read(file, species);
      progress.info(table.line(file));
      graphs.add(table.graph());
      linked.addAll(table.graph().linked());
    }
    sources
        .eggnog()
        .ifPresent(
            files -> {
              HomologyGraph graph = files.graph(species);
              progress.info(files.line(graph));
              for (TwoSpecies pair : TwoSpecies.all(species)) {
                if (linked.contains(pair) && graph.linked().contains(pair)) {
                  throw new InputException(
                      pair
                          + " are linked by a table of pairs and by orthologous groups; leave one"
                          + " of them out");
                }
              }
              graphs.add(graph);
              linked.addAll(graph.linked());
            });
    return new LinkOffers(List.copyOf(graphs), Set.copyOf(linked));
  }

  InputException unlinked(List<String> species) {
    TwoSpecies pair =
        TwoSpecies.all(species).stream().filter(p -> !linked.contains(p)).findFirst().orElseThrow();
    return new InputException(
        "nothing links genes of %s; give a table of pairs, orthologous groups, or search tables of"
                .formatted(pair)
            + " them");
  }
}
