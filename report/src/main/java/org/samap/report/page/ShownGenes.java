package org.samap.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.report.data.ShownTable;

/**
 * The genes of which the page shows expression: those that gene pairs and markers name, the best of
 * every pair of types and of every type first.
 *
 * @param genes their places on the axis of all genes, the most important first
 */
record ShownGenes(int[] genes) {
  /** The most genes whose means are shown. */
  private static final int MOST = 4000;

  static ShownGenes of(List<ShownTable> tables, GeneAxis all) {
    SequencedSet<String> names = new LinkedHashSet<>();
    List<ShownTable> ranked =
        tables.stream()
            .filter(t -> t.name().equals("gene_pairs") || t.name().equals("markers"))
            .toList();
    List<Ranked> fields = new ArrayList<>();
    for (ShownTable table : ranked) {
      double[] rank = table.numbers("rank").orElse(new double[table.rows()]);
      for (String column : List.of("gene", "gene_a", "gene_b")) {
        List<String> genes = table.texts(column).orElse(List.of());
        for (int i = 0; i < genes.size(); i++) {
          fields.add(new Ranked(genes.get(i), rank[i]));
        }
      }
    }
    fields.stream()
        .sorted(Comparator.comparingDouble(Ranked::rank))
        .forEach(f -> names.add(f.gene));
    return new ShownGenes(
        names.stream().limit(MOST).mapToInt(all::indexOf).filter(g -> g >= 0).toArray());
  }

  private record Ranked(String gene, double rank) {}
}
