package org.samap.core.homology.pairs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * The links of a table of homologous genes.
 *
 * @param graph the genes that a row with a link names, and their links
 * @param layout what kind of table it was taken for, with its columns
 * @param rows rows of the table without its titles
 * @param passedOver of these, rows without a link of two of the species
 */
public record PairTable(HomologyGraph graph, String layout, long rows, long passedOver) {

  /**
   * One pass over the file; memory for its links, and for groups of genes.
   *
   * @param species the ids of the graph
   * @throws InputException if a species of the file is none of them, the layout is not known, a
   *     weight is no number of at least 0, or there is no link
   */
  public static PairTable read(PairFile file, List<String> species) {
    for (String id : file.ids()) {
      if (!species.contains(id)) {
        throw new InputException(
            "%s is of the species '%s', but there are only %s; use one of these"
                .formatted(file.file(), id, String.join(", ", species)));
      }
    }
    try (TextTable table = TextTable.open(file.file())) {
      if (!table.next()) {
        throw new InputException(file.file() + " is empty; write two genes a row");
      }
      PairLayout layout = PairTitles.layout(file, table.fields(), species);
      Reader reader = new Reader(species, table);
      boolean more = !layout.titled() || table.next();
      while (more) {
        reader.rows++;
        layout.add(table.fields(), reader);
        more = table.next();
      }
      layout.end(reader);
      return reader.end(file, layout);
    }
  }

  /** One line. */
  public String line(PairFile file) {
    return "%s: read as %s: %d rows, %d links between %s%s"
        .formatted(
            file.file(),
            layout,
            rows,
            graph.edges().entries() / 2,
            String.join(", ", linkedSpecies()),
            passedOver == 0 ? "" : "; %d rows without a link of them".formatted(passedOver));
  }

  private List<String> linkedSpecies() {
    GeneAxis genes = graph.genes();
    Set<String> linked = new HashSet<>();
    for (int g = 0; g < genes.size(); g++) {
      linked.add(genes.species().get(genes.speciesOf(g)));
    }
    return genes.species().stream().filter(linked::contains).toList();
  }

  /** Collects the links of the rows. */
  private static final class Reader implements PairLayout.Links {
    private final List<String> species;
    private final TextTable table;
    private final LinkCollector links;
    private long rows;
    private long passedOver;

    Reader(List<String> species, TextTable table) {
      this.species = species;
      this.table = table;
      this.links = new LinkCollector(species);
    }

    @Override
    public void link(PairLayout.Named a, PairLayout.Named b, double weight) {
      if (species.contains(a.id()) && species.contains(b.id())) {
        links.link(links.gene(a.id(), a.gene()), links.gene(b.id(), b.gene()), (float) weight);
      } else {
        passedOver++;
      }
    }

    @Override
    public void passOver() {
      passedOver++;
    }

    @Override
    public double weight(String text) {
      double weight = table.number(text);
      if (weight >= 0 && weight <= Float.MAX_VALUE) {
        return weight;
      }
      throw table.error(
          "the weight '%s' is not a number of at least 0; leave it empty where there is none"
              .formatted(text));
    }

    PairTable end(PairFile file, PairLayout layout) {
      HomologyGraph graph = links.graph();
      if (graph.edges().entries() == 0) {
        throw new InputException(
            "%s, read as %s, links no two genes of %s; name its species, such as hs,mm=FILE or"
                    .formatted(file.file(), layout.described(), String.join(", ", species))
                + " hs:9606,mm:10090=FILE, or write genes with their species (hs_ACTB)");
      }
      return new PairTable(graph, layout.described(), rows, passedOver);
    }
  }
}
