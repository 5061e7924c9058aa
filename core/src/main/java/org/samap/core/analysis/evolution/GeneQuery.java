package org.samap.core.analysis.evolution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * All homologs of given genes, with their weights before and after the mapping.
 *
 * @param genes the genes of all species
 * @param partners gene by gene in the given order; for each gene by descending refined weight, then
 *     descending sequence weight, then index
 * @param withoutPartners the names of given genes that have no homolog
 */
public record GeneQuery(GeneAxis genes, List<Homolog> partners, List<String> withoutPartners) {

  /**
   * A homolog of a gene.
   *
   * @param sequence their weight in the homology graph, above 0
   * @param refined their refined weight, 0 to 1
   * @param sequenceRank 1 for the gene's best partner in that species by sequence
   * @param refinedRank 1 for the best partner by refined weight; equal weights share the better
   *     rank
   */
  public record Homolog(
      int gene, int partner, float sequence, float refined, int sequenceRank, int refinedRank) {}

  /**
   * Time: O(genes) and the square of the edges of the given genes.
   *
   * @param names gene names with their species ({@code hs_ACTB}) or without, which means the genes
   *     of that name in all species; case is ignored if only one gene can be meant
   * @throws InputException if no gene has such a name
   */
  public static GeneQuery of(RefinedHomology homology, List<String> names) {
    GeneAxis genes = homology.genes();
    List<Homolog> all = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String name : names) {
      for (int gene : genesOf(genes, name)) {
        List<Homolog> partners = partnersOf(homology, gene);
        all.addAll(partners);
        if (partners.isEmpty()) {
          without.add(genes.name(gene));
        }
      }
    }
    return new GeneQuery(genes, List.copyOf(all), List.copyOf(without));
  }

  private static List<Integer> genesOf(GeneAxis genes, String name) {
    int exact = genes.indexOf(name);
    if (exact >= 0) {
      return List.of(exact);
    }
    List<Integer> found =
        genes.species().stream()
            .map(id -> genes.indexOf(id + "_" + name))
            .filter(gene -> gene >= 0)
            .toList();
    return found.isEmpty() ? genesInOtherCase(genes, name) : found;
  }

  /** The genes whose name differs only in upper and lower case, at most one per species. */
  private static List<Integer> genesInOtherCase(GeneAxis genes, String name) {
    List<Integer> found = new ArrayList<>();
    for (int s = 0; s < genes.species().size(); s++) {
      String prefix = genes.species().get(s) + "_";
      List<String> alike =
          genes.namesOf(s).stream()
              .filter(g -> g.equalsIgnoreCase(name) || g.equalsIgnoreCase(prefix + name))
              .toList();
      if (alike.size() > 1) {
        throw new InputException(
            "no gene is called '%s'; did you mean %s?".formatted(name, String.join(" or ", alike)));
      }
      alike.forEach(g -> found.add(genes.indexOf(g)));
    }
    if (found.isEmpty()) {
      throw new InputException(
          "no gene is called '%s'; give a name as in the data, such as %s"
              .formatted(name, genes.name(0)));
    }
    return found;
  }

  private static List<Homolog> partnersOf(RefinedHomology homology, int gene) {
    SparseMatrix sequence = homology.sequence();
    GeneAxis genes = homology.genes();
    List<Homolog> found = new ArrayList<>();
    for (int p = sequence.offset(gene); p < sequence.offset(gene + 1); p++) {
      int h = sequence.index(p);
      int species = genes.speciesOf(h);
      int sequenceRank = 1;
      int refinedRank = 1;
      float refined = homology.refined().get(gene, h);
      for (int q = sequence.offset(gene); q < sequence.offset(gene + 1); q++) {
        if (genes.speciesOf(sequence.index(q)) == species) {
          sequenceRank += sequence.value(q) > sequence.value(p) ? 1 : 0;
          refinedRank += homology.refined().get(gene, sequence.index(q)) > refined ? 1 : 0;
        }
      }
      found.add(new Homolog(gene, h, sequence.value(p), refined, sequenceRank, refinedRank));
    }
    found.sort(
        Comparator.comparingDouble((Homolog p) -> -p.refined())
            .thenComparingDouble(p -> -p.sequence())
            .thenComparingInt(Homolog::partner));
    return found;
  }

  /** Writes a row per partner. */
  public void writeTo(Tsv table) {
    table.text("gene").text("partner").text("partner_species");
    table.text("sequence_weight").text("refined_weight");
    table.text("sequence_rank").text("refined_rank").endRow();
    for (Homolog p : partners) {
      table.text(genes.name(p.gene())).text(genes.name(p.partner()));
      table.text(genes.species().get(genes.speciesOf(p.partner())));
      table.number(p.sequence()).number(p.refined());
      table.number(p.sequenceRank()).number(p.refinedRank()).endRow();
    }
  }
}
