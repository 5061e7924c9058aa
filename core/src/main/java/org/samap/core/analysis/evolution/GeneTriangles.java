package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.genes.MarkerTable;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Genes of three species that all agree in expression (SPEC 9): triples whose three refined weights
 * exceed a threshold, with the cell types that each gene marks. Each pair is an ortholog or a
 * paralog substitution. A triple of orthologs is a conserved gene; a triple with substitutions
 * shows in which species a paralog took over.
 *
 * @param genes the genes of all species
 * @param found by descending smallest refined weight, ties by their genes
 */
public record GeneTriangles(GeneAxis genes, List<GeneTriangle> found) {

  /**
   * @param minWeight the weight that all three refined weights must exceed, 0 to 1, default 0.3
   * @param maxP the largest marker p value of the labels listed for a gene, 0 to 1, default 1e-10
   */
  public record Params(double minWeight, double maxP) {
    public Params {
      UnitInterval.check("min_weight", minWeight, 0);
      UnitInterval.check("max_p", maxP, 0);
    }

    public static Params defaults() {
      return new Params(0.3, 1e-10);
    }

    public Params withMinWeight(double newMinWeight) {
      return new Params(newMinWeight, maxP);
    }

    public Params withMaxP(double newMaxP) {
      return new Params(minWeight, newMaxP);
    }
  }

  /**
   * A pair of genes of a triangle.
   *
   * @param refined their refined weight
   * @param ortholog whether they are orthologs; if not, one replaced the other's ortholog
   */
  public record TriangleSide(float refined, boolean ortholog) {
    private String kind() {
      return ortholog ? "ortholog" : "substitution";
    }
  }

  /**
   * Three genes of three species, in species order.
   *
   * @param types the labels that each gene marks, see {@link MarkerTable#labelsOf}
   */
  public record GeneTriangle(
      int a,
      int b,
      int c,
      TriangleSide ab,
      TriangleSide ac,
      TriangleSide bc,
      List<List<String>> types) {

    /** The smallest of the three refined weights. */
    public float minRefined() {
      return Math.min(ab.refined, Math.min(ac.refined, bc.refined));
    }

    /** The number of its sides that are orthologs, 0 to 3. */
    public int orthologs() {
      return (int) Stream.of(ab, ac, bc).filter(TriangleSide::ortholog).count();
    }
  }

  /**
   * Time: O(edges of a gene) for every edge that is an ortholog or a substitution.
   *
   * @param substitutions the substitutions of the same genes
   * @param markers the markers of every species
   * @throws InputException for fewer than three species
   */
  public static GeneTriangles of(
      RefinedHomology homology,
      Orthologs orthologs,
      ParalogSubstitutions substitutions,
      List<? extends MarkerTable> markers,
      Params params) {
    GeneAxis genes = homology.genes();
    CellTypeTriangles.requireThree(genes.species().size());
    if (!orthologs.genes().equals(genes)
        || !substitutions.genes().equals(genes)
        || markers.size() != genes.species().size()) {
      throw new IllegalArgumentException(
          "the orthologs, substitutions or markers have other genes");
    }
    SparseMatrix substituted = substitutions.pairs();
    SparseMatrix later =
        homology
            .refined()
            .filter(
                (g, h, weight) ->
                    h > g
                        && weight > params.minWeight()
                        && (orthologs.contains(g, h) || substituted.get(g, h) > 0));
    List<GeneTriangle> found = new ArrayList<>();
    Cliques.triangles(
        later,
        (a, b, c) ->
            found.add(
                new GeneTriangle(
                    a,
                    b,
                    c,
                    new TriangleSide(later.get(a, b), orthologs.contains(a, b)),
                    new TriangleSide(later.get(a, c), orthologs.contains(a, c)),
                    new TriangleSide(later.get(b, c), orthologs.contains(b, c)),
                    Stream.of(a, b, c).map(g -> types(genes, markers, g, params)).toList())));
    found.sort(Comparator.comparingDouble(t -> -t.minRefined()));
    return new GeneTriangles(genes, List.copyOf(found));
  }

  private static List<String> types(
      GeneAxis genes, List<? extends MarkerTable> markers, int gene, Params params) {
    int s = genes.speciesOf(gene);
    return markers.get(s).labelsOf(gene - genes.start(s), params.maxP());
  }

  /** Writes a row per triangle. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("gene_a").text("gene_b").text("gene_c");
          table.text("refined_ab").text("refined_ac").text("refined_bc").text("min_refined");
          table.text("kind_ab").text("kind_ac").text("kind_bc");
          table.text("orthologs").text("substitutions");
          table.text("types_a").text("types_b").text("types_c").endRow();
          found.forEach(t -> writeRow(t, table));
        });
  }

  private void writeRow(GeneTriangle t, Tsv table) {
    table.text(genes.name(t.a())).text(genes.name(t.b())).text(genes.name(t.c()));
    table.number(t.ab().refined()).number(t.ac().refined()).number(t.bc().refined());
    table.number(t.minRefined());
    table.text(t.ab().kind()).text(t.ac().kind()).text(t.bc().kind());
    table.number(t.orthologs()).number(3 - t.orthologs());
    t.types().forEach(labels -> table.text(joined(labels)));
    table.endRow();
  }

  /**
   * Joins labels for one column with {@code ;}, and puts a {@code \} before a {@code ;} or {@code
   * \} inside a label.
   */
  static String joined(List<String> labels) {
    return labels.stream()
        .map(label -> label.replace("\\", "\\\\").replace(";", "\\;"))
        .collect(Collectors.joining(";"));
  }
}
