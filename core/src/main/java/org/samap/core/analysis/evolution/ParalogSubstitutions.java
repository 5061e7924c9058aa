package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;

/**
 * Genes whose ortholog was replaced by its paralog in the other species (SPEC 9; Tarashansky et al.
 * 2021, doi:10.7554/eLife.66747): their expression agrees better with the paralog than with the
 * ortholog.
 *
 * @param genes the genes of all species
 * @param found by descending difference, ties by gene, ortholog and paralog
 */
public record ParalogSubstitutions(GeneAxis genes, List<Substitution> found) {

  /** By descending difference, then by gene order. */
  private static final Comparator<Substitution> ORDER =
      Comparator.comparingDouble((Substitution s) -> -s.difference())
          .thenComparingInt(Substitution::gene)
          .thenComparingInt(Substitution::ortholog)
          .thenComparingInt(Substitution::paralog);

  /**
   * What counts as a substitution.
   *
   * @param difference with an ortholog list, how much the paralog's refined weight must exceed the
   *     ortholog's, -1 to 1, default 0.3
   * @param minWeight without a list, the least refined weight of the paralog, 0 to 1, default 0.3
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
   * A gene and two homologs of it in one other species.
   *
   * @param gene the gene whose ortholog was replaced
   * @param ortholog its ortholog, or its best homolog by sequence
   * @param paralog the homolog that it agrees with in expression
   * @param refinedOrtholog the refined weight of gene and ortholog, 0 to 1
   * @param refinedParalog the refined weight of gene and paralog, 0 to 1
   * @param sequenceOrtholog the sequence weight of gene and ortholog, 0 if they have no edge
   * @param sequenceParalog the sequence weight of gene and paralog
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

    /** How much the paralog's refined weight exceeds the ortholog's. */
    public double difference() {
      return (double) refinedParalog - refinedOrtholog;
    }
  }

  /**
   * Finds substitutions with a list of orthologs. For each ortholog pair (g, h), in both
   * directions, it looks at each edge (g, h') of the homology graph to the species of h that is not
   * an ortholog pair. It is a substitution if refined(g, h') - refined(g, h) exceeds the
   * difference. O(ortholog pairs x edges of a gene).
   */
  public static ParalogSubstitutions of(
      RefinedHomology homology, Orthologs orthologs, Params params) {
    if (!orthologs.genes().equals(homology.genes())) {
      throw new IllegalArgumentException("the orthologs have other genes");
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
   * Finds substitutions without a list of orthologs. For each gene and each other species, the best
   * partner by sequence stands for the ortholog. The partner of largest refined weight is a
   * substitution if that weight reaches the least weight, and if the ortholog's sequence weight is
   * larger and its refined weight smaller. Ties go to the partner of lowest index. O(edges log
   * edges of a gene).
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

  /** The pairs of gene and paralog: genes x genes, symmetric, 1 for each pair. */
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
