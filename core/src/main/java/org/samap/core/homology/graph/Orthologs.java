package org.samap.core.homology.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.samap.core.io.TextTable;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Pairs of genes of two species that descend from one gene of their last common ancestor.
 *
 * @param genes the genes of all species
 * @param pairs genes x genes, symmetric: 1 for every pair
 */
public record Orthologs(GeneAxis genes, SparseMatrix pairs) {

  public Orthologs {
    if (pairs.rows() != genes.size() || pairs.columns() != genes.size()) {
      throw new IllegalArgumentException(pairs + " for " + genes);
    }
  }

  /** What to do with a pair of which a gene is not in the data. */
  public enum Unknown {
    /** Fail. */
    REFUSED,
    /** Skip the pair. */
    PASSED_OVER
  }

  /**
   * Reads a table whose first two tab-separated columns are the two genes of a pair, in either
   * order; further columns are ignored. Names have their species as a prefix ({@code hs_ACTB}), as
   * in {@code samap.h5ad}; without it, it must be clear which two species a pair joins. Plain or
   * gzip; blank lines, lines that begin with {@code #}, and a first line {@code gene_a, gene_b,
   * ...} are skipped. Time O(pairs log pairs).
   *
   * @param genes the genes of the data
   * @throws InputException if a line does not have two genes, joins genes of one species or, with
   *     {@link Unknown#REFUSED}, names a gene that is not in the data; or if no pair is left
   */
  public static Orthologs read(Path file, GeneAxis genes, Unknown unknown) {
    Set<Long> found = new TreeSet<>();
    try (TextTable lines = TextTable.open(file)) {
      boolean first = true;
      while (lines.next()) {
        List<String> columns = lines.fields();
        if (!(first && columns.getFirst().equals("gene_a"))) {
          addPair(columns, lines, genes, unknown, found);
        }
        first = false;
      }
    }
    if (found.isEmpty()) {
      throw new InputException(
          file + " holds no pair of genes of the data; write two columns such as hs_ACTB, mm_Actb");
    }
    return of(genes, found);
  }

  private static void addPair(
      List<String> columns,
      TextTable lines,
      GeneAxis genes,
      Unknown unknown,
      Collection<Long> found) {
    if (columns.size() < 2) {
      throw lines.error(
          "'%s' is not two genes with a tab between them; write for example hs_ACTB, tab, mm_Actb"
              .formatted(lines.text()));
    }
    List<List<Integer>> named = new ArrayList<>();
    for (String column : columns.subList(0, 2)) {
      List<Integer> candidates = candidates(column.strip(), genes);
      if (candidates.isEmpty() && unknown == Unknown.REFUSED) {
        throw lines.error(
            "'%s' is not a gene of the data; write names with their species, such as %s, or have"
                    .formatted(column.strip(), genes.name(0))
                + " such lines skipped");
      }
      named.add(candidates);
    }
    if (named.stream().anyMatch(List::isEmpty)) {
      return;
    }
    Set<Long> pairs = new TreeSet<>();
    for (int g : named.getFirst()) {
      for (int h : named.getLast()) {
        if (genes.speciesOf(g) != genes.speciesOf(h)) {
          pairs.add(key(Math.min(g, h), Math.max(g, h)));
        }
      }
    }
    String both = "%s and %s".formatted(columns.get(0).strip(), columns.get(1).strip());
    if (pairs.isEmpty()) {
      throw lines.error(both + " are of one species; an ortholog pair joins two");
    }
    if (pairs.size() > 1) {
      throw lines.error(
          both
              + " are genes of several species; write names with their species, such as "
              + genes.name(0));
    }
    long pair = pairs.iterator().next();
    found.add(pair);
    found.add(key((int) pair, (int) (pair >> 32)));
  }

  /** The genes that a name can mean: one if it has its species, else one of each species. */
  private static List<Integer> candidates(String name, GeneAxis genes) {
    int exact = genes.indexOf(name);
    return exact >= 0
        ? List.of(exact)
        : genes.species().stream()
            .map(id -> genes.indexOf(id + "_" + name))
            .filter(gene -> gene >= 0)
            .toList();
  }

  /**
   * The pairs of genes that are each other's best by sequence: neither gene has a heavier edge to
   * the species of the other. All of equally heavy edges count. O(edges).
   *
   * @param sequence genes x genes, symmetric: the homology graph
   */
  public static Orthologs reciprocalBest(GeneAxis genes, SparseMatrix sequence) {
    float[][] best = new float[genes.species().size()][genes.size()];
    for (int g = 0; g < sequence.rows(); g++) {
      for (int p = sequence.offset(g); p < sequence.offset(g + 1); p++) {
        float[] ofSpecies = best[genes.speciesOf(sequence.index(p))];
        ofSpecies[g] = Math.max(ofSpecies[g], sequence.value(p));
      }
    }
    SparseMatrix kept =
        sequence.filter(
            (g, h, weight) ->
                weight == best[genes.speciesOf(h)][g] && weight == best[genes.speciesOf(g)][h]);
    return new Orthologs(genes, kept.map(weight -> 1));
  }

  private static Orthologs of(GeneAxis genes, Set<Long> sortedKeys) {
    SparseMatrix.Builder b = SparseMatrix.builder(genes.size(), genes.size());
    int row = 0;
    for (long key : sortedKeys) {
      for (; row < (int) (key >> 32); row++) {
        b.endRow();
      }
      b.add((int) key, 1);
    }
    return new Orthologs(genes, b.build());
  }

  private static long key(int g, int h) {
    return (long) g << 32 | h;
  }

  /** Whether two genes are a pair. O(log pairs of the first). */
  public boolean contains(int gene, int other) {
    return pairs.get(gene, other) > 0;
  }
}
