package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.Orthologs;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;

/**
 * Genes whose place in the other species is taken by a paralog of their ortholog (SPEC 9;
 * Tarashansky et al. 2021, doi:10.7554/eLife.66747): expression agrees better with the paralog than
 * with the gene that sequence points to.
 *
 * @param genes the genes of all species
 * @param found by falling difference, equal ones by gene, ortholog and paralog
 */
public record ParalogSubstitutions(GeneAxis genes, List<Substitution> found) {

  /** Falling difference, then the order of the genes. */
  private static final Comparator<Substitution> ORDER =
      Comparator.comparingDouble((Substitution s) -> -s.difference())
          .thenComparingInt(Substitution::gene)
          .thenComparingInt(Substitution::ortholog)
          .thenComparingInt(Substitution::paralog);

  /**
   * What counts as a substitution.
   *
   * @param difference with an ortholog list: by how much the paralog's refined weight must exceed
   *     the ortholog's, -1 to 1, default 0.3
   * @param minWeight without one: the least refined weight of the paralog, 0 to 1, default 0.3
   */
  public record Params(double difference, double minWeight) {
    public Params {
      UnitInterval.check("difference", difference, -1);
      UnitInterval.check("min_weight", minWeight, 0);
    }

    public static Params defaults() {
      return new Params(0.3, 0.3);
    }

    public Params withDifference(double newDifference) {
      return new Params(newDifference, minWeight);
    }

    public Params withMinWeight(double newMinWeight) {
      return new Params(difference, newMinWeight);
    }
  }

  /**
   * A gene and two of its homologs, both of one other species.
   *
   * @param gene whose place is taken
   * @param ortholog what it descends with, or its best homolog by sequence
   * @param paralog what it agrees with
   * @param refinedOrtholog the refined weight of gene and ortholog, 0 to 1
   * @param refinedParalog that of gene and paralog
   * @param sequenceOrtholog the sequence weight of gene and ortholog, 0 if they have no edge
   * @param sequenceParalog that of gene and paralog
   */
  public record Substitution(
      int gene,
      int ortholog,
      int paralog,
      float refinedOrtholog,
      float refinedParalog,
      float sequenceOrtholog,
      float sequenceParalog) {

    private static Substitution of(RefinedHomology h, int gene, int ortholog, int paralog) {
      return new Substitution(
          gene,
          ortholog,
          paralog,
          h.refined().get(gene, ortholog),
          h.refined().get(gene, paralog),
          h.sequence().get(gene, ortholog),
          h.sequence().get(gene, paralog));
    }

    /** By how much the paralog's refined weight exceeds the ortholog's. */
    public double difference() {
      return (double) refinedParalog - refinedOrtholog;
    }
  }

  /**
   * For each ortholog pair (g, h), both ways round, and each edge (g, h') of the homology graph to
   * the species of h that is no ortholog pair: a substitution if refined(g, h') - refined(g, h)
   * exceeds the difference. O(ortholog pairs x edges of a gene).
   */
  public static ParalogSubstitutions of(
      RefinedHomology homology, Orthologs orthologs, Params params) {
    if (!orthologs.genes().equals(homology.genes())) {
      throw new IllegalArgumentException("orthologs of other genes");
    }
    int[] speciesOf = homology.speciesOfGenes();
    SparseMatrix sequence = homology.sequence();
    SparseMatrix pairs = orthologs.pairs();
    List<Substitution> found = new ArrayList<>();
    for (int g = 0; g < pairs.rows(); g++) {
      for (int o = pairs.offset(g); o < pairs.offset(g + 1); o++) {
        int ortholog = pairs.index(o);
        for (int p = sequence.offset(g); p < sequence.offset(g + 1); p++) {
          int paralog = sequence.index(p);
          if (speciesOf[paralog] == speciesOf[ortholog] && !orthologs.contains(g, paralog)) {
            Substitution s = Substitution.of(homology, g, ortholog, paralog);
            if (s.difference() > params.difference()) {
              found.add(s);
            }
          }
        }
      }
    }
    found.sort(ORDER);
    return new ParalogSubstitutions(homology.genes(), List.copyOf(found));
  }

  /**
   * Without a list of orthologs: for each gene and each other species, the partner of the largest
   * refined weight, if that weight is at least the least one and another partner has a larger
   * sequence weight and a smaller refined one. The best by sequence stands for the ortholog. Of
   * equal weights the partner of the lowest index is taken; a partner that is as good by sequence
   * as the best, or no better by refined weight, is no substitution. O(edges log edges of a gene).
   */
  public static ParalogSubstitutions withoutOrthologs(RefinedHomology homology, Params params) {
    int[] speciesOf = homology.speciesOfGenes();
    SparseMatrix sequence = homology.sequence();
    SparseMatrix refined = homology.refined();
    List<Substitution> found = new ArrayList<>();
    for (int g = 0; g < sequence.rows(); g++) {
      int p = sequence.offset(g);
      while (p < sequence.offset(g + 1)) {
        int species = speciesOf[sequence.index(p)];
        int bySequence = sequence.index(p);
        int byRefined = sequence.index(p);
        for (; p < sequence.offset(g + 1) && speciesOf[sequence.index(p)] == species; p++) {
          int h = sequence.index(p);
          bySequence = sequence.value(p) > sequence.get(g, bySequence) ? h : bySequence;
          byRefined = refined.get(g, h) > refined.get(g, byRefined) ? h : byRefined;
        }
        Substitution s = Substitution.of(homology, g, bySequence, byRefined);
        if (s.refinedParalog() >= params.minWeight()
            && s.difference() > 0
            && s.sequenceOrtholog() > s.sequenceParalog()) {
          found.add(s);
        }
      }
    }
    found.sort(ORDER);
    return new ParalogSubstitutions(homology.genes(), List.copyOf(found));
  }

  /** The pairs of gene and paralog: genes x genes, symmetric, 1 for each. */
  SparseMatrix pairs() {
    int n = genes.size();
    List<List<Integer>> partners = new ArrayList<>();
    for (int g = 0; g < n; g++) {
      partners.add(new ArrayList<>());
    }
    for (Substitution s : found) {
      partners.get(s.gene()).add(s.paralog());
      partners.get(s.paralog()).add(s.gene());
    }
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (List<Integer> ofGene : partners) {
      ofGene.stream().sorted().distinct().forEach(h -> b.add(h, 1));
      b.endRow();
    }
    return b.build();
  }

  /** Writes a row per substitution. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("gene").text("ortholog").text("paralog");
          table.text("refined_ortholog").text("refined_paralog").text("difference");
          table.text("sequence_ortholog").text("sequence_paralog").endRow();
          for (Substitution s : found) {
            table.text(genes.name(s.gene())).text(genes.name(s.ortholog()));
            table.text(genes.name(s.paralog()));
            table.number(s.refinedOrtholog()).number(s.refinedParalog()).number(s.difference());
            table.number(s.sequenceOrtholog()).number(s.sequenceParalog()).endRow();
          }
        });
  }
}
