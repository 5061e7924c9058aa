package org.samap.core.homology;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
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

  /** What is done with a pair that names a gene the data does not have. */
  public enum Unknown {
    /** It is a mistake. */
    REFUSED,
    /** The pair is passed over. */
    PASSED_OVER
  }

  /**
   * Reads a table whose first two tab-separated columns are the two genes of a pair, in either
   * order; columns after them are not read. Names carry their species ({@code hs_ACTB}) as in
   * {@code samap.h5ad}. Plain or gzip; blank lines, lines that begin with {@code #}, and a first
   * line {@code gene_a, gene_b, ...} are passed over. Time O(pairs log pairs).
   *
   * @param genes the genes of the data
   * @throws InputException if a line has no two genes, joins genes of one species or, where that is
   *     refused, names a gene that the data does not have; or if no pair is left
   */
  public static Orthologs read(Path file, GeneAxis genes, Unknown unknown) {
    Set<Long> found = new TreeSet<>();
    try (TextLines lines = TextLines.open(file)) {
      boolean first = true;
      while (lines.next()) {
        String[] columns = lines.text().split("\t", -1);
        if (!(first && columns[0].equals("gene_a"))) {
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
      String[] columns, TextLines lines, GeneAxis genes, Unknown unknown, Collection<Long> found) {
    if (columns.length < 2) {
      throw lines.error(
          "'%s' is not two genes with a tab between them; write such as hs_ACTB, tab, mm_Actb"
              .formatted(lines.text()));
    }
    int[] gene = new int[2];
    for (int i = 0; i < 2; i++) {
      String name = columns[i].strip();
      gene[i] = genes.indexOf(name);
      if (gene[i] < 0 && unknown == Unknown.REFUSED) {
        throw lines.error(
            "'%s' is no gene of the data; write names with their species, such as %s, or have such"
                    .formatted(name, genes.name(0))
                + " lines passed over");
      }
    }
    if (gene[0] < 0 || gene[1] < 0) {
      return;
    }
    if (genes.speciesOf(gene[0]) == genes.speciesOf(gene[1])) {
      throw lines.error(
          "%s and %s are of one species; an ortholog pair joins two"
              .formatted(columns[0].strip(), columns[1].strip()));
    }
    found.add(key(gene[0], gene[1]));
    found.add(key(gene[1], gene[0]));
  }

  /**
   * The pairs that are each other's best by sequence: no gene of the other's species has a heavier
   * edge to either; of equally heavy ones, each is taken. O(edges).
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
