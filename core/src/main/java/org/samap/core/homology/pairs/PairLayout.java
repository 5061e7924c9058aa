package org.samap.core.homology.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What the columns of a table of homologous genes mean. */
sealed interface PairLayout {

  /** What kind of table it is, and which of its columns are read. */
  String described();

  /** Whether the first row holds titles. */
  boolean titled();

  /** Adds the genes and links of a row, or keeps what spans rows. */
  void add(List<String> row, Links to);

  /** Adds what was kept. */
  default void end(Links to) {}

  /** Where rows go. */
  interface Links {
    void link(Named a, Named b, double weight);

    /** The row says nothing of the species asked for. */
    void passOver();

    /**
     * @throws org.samap.core.run.InputException if the row has no such number
     */
    double weight(String text);
  }

  /** A gene of a species. */
  record Named(String id, String gene) {}

  /** The text of a column, empty where the row is shorter. */
  static String field(List<String> row, int column) {
    return column < row.size() ? row.get(column).strip() : "";
  }

  /**
   * One gene per column.
   *
   * @param described how the layout is named in messages
   * @param titled whether the first line holds titles
   * @param named the gene in such a column, with its species; its name is empty if there is none
   * @param links which columns are linked, and the columns whose mean is the weight
   */
  record Columns(
      String described, boolean titled, Function<List<String>, List<Named>> named, List<Link> links)
      implements PairLayout {

    /** Two of the genes of a row; without columns of weights the link weighs 1. */
    record Link(int a, int b, List<Integer> weights) {}

    @Override
    public void add(List<String> row, Links to) {
      List<Named> genes = named.apply(row);
      boolean any = false;
      for (Link link : links) {
        Named a = genes.get(link.a);
        Named b = genes.get(link.b);
        OptionalDouble weight = weight(row, link.weights, to);
        if (!a.gene.isEmpty()
            && !b.gene.isEmpty()
            && !a.id.isEmpty()
            && !b.id.isEmpty()
            && !a.id.equals(b.id)
            && weight.isPresent()) {
          to.link(a, b, weight.getAsDouble());
          any = true;
        }
      }
      if (!any) {
        to.passOver();
      }
    }

    /** As the mean of two bit scores of 32 bits, in any order. */
    private static OptionalDouble weight(List<String> row, List<Integer> columns, Links to) {
      if (columns.isEmpty()) {
        return OptionalDouble.of(1);
      }
      return columns.stream()
          .map(column -> field(row, column))
          .filter(text -> !text.isEmpty() && !text.equals("NA")) // as R writes none
          .mapToDouble(text -> (float) to.weight(text))
          .average();
    }
  }

  /** A list of genes a species in each row, between commas: all of one with all of another. */
  record Lists(String described, List<String> ids, List<Integer> columns) implements PairLayout {
    @Override
    public boolean titled() {
      return true;
    }

    @Override
    public void add(List<String> row, Links to) {
      List<Named> genes = new ArrayList<>();
      for (int s = 0; s < ids.size(); s++) {
        for (String gene : field(row, columns.get(s)).split(",", -1)) {
          if (!gene.isBlank()) {
            genes.add(new Named(ids.get(s), gene.strip()));
          }
        }
      }
      linkAll(genes, to);
    }
  }

  /** A gene a row, with its group and species: all genes of a group with each other. */
  record Groups(
      String described,
      boolean titled,
      PairFile file,
      int group,
      int taxon,
      int gene,
      Map<String, List<Named>> members)
      implements PairLayout {

    Groups(String described, boolean titled, PairFile file, int group, int taxon, int gene) {
      this(described, titled, file, group, taxon, gene, new LinkedHashMap<>());
    }

    @Override
    public void add(List<String> row, Links to) {
      String name = field(row, gene);
      file.id(field(row, taxon))
          .filter(_ -> !name.isEmpty())
          .ifPresentOrElse(
              id ->
                  members
                      .computeIfAbsent(field(row, group), _ -> new ArrayList<>())
                      .add(new Named(id, name)),
              to::passOver);
    }

    @Override
    public void end(Links to) {
      members.values().forEach(genes -> linkAll(genes, to));
    }
  }

  private static void linkAll(List<Named> genes, Links to) {
    boolean any = false;
    for (int a = 0; a < genes.size(); a++) {
      for (int b = a + 1; b < genes.size(); b++) {
        if (!genes.get(a).id.equals(genes.get(b).id)) {
          to.link(genes.get(a), genes.get(b), 1);
          any = true;
        }
      }
    }
    if (!any) {
      to.passOver();
    }
  }
}
