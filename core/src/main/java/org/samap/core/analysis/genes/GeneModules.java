package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.cluster.Clusters;
import org.samap.core.cluster.Leiden;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.expression.Expression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Sets of genes of all species that are switched on together: Leiden communities (SPEC 9) of the
 * refined homology graph plus bridges. Bridges are edges between genes of one species with
 * correlated expression ({@link Coexpression}). Homology alone falls apart into gene families;
 * bridges join the families of one program. All bridges of a species are scaled down to weigh at
 * most as much as the refined edges of its genes, or else the communities would be the species.
 *
 * <p>Measured on five simulated species of 400 cells with 8 shared types (mean over the 80 pairs of
 * one type). With 5 bridges per gene of weight r, not scaled, modules belong to one species (98 %
 * of the genes are in the main species of their module). With 10 bridges of weight r^6, scaled,
 * modules mix all species (25 %), and the gene pairs of a mapping come from fewer modules (entropy
 * 1.8 bits; 2.2 without scaling, 4.6 without bridges).
 *
 * @param genes the genes of all species
 * @param moduleOf the module of every gene, numbered from 0 by descending size; -1 for a gene
 *     without a refined edge
 * @param count the number of modules
 */
public record GeneModules(GeneAxis genes, int[] moduleOf, int count) {

  /**
   * @param coexpressed the number of co-expressed genes of its species that a gene is joined to, 0
   *     for the refined graph alone, default 10
   * @param leiden the clustering, default resolution 1
   */
  public record Params(int coexpressed, LeidenParams leiden) {
    public Params {
      if (coexpressed < 0) {
        throw InputException.about(
            "coexpressed", "coexpressed is " + coexpressed + "; give a number of genes, 0 or more");
      }
    }

    public static Params defaults() {
      return new Params(10, LeidenParams.defaults().withResolution(1));
    }

    public Params withCoexpressed(int newCoexpressed) {
      return new Params(newCoexpressed, leiden);
    }

    public Params withLeiden(LeidenParams newLeiden) {
      return new Params(coexpressed, newLeiden);
    }
  }

  /**
   * Time: a neighbour search among the linked genes of every species, and Leiden with about 2 x
   * (coexpressed + edges) per gene. Memory: see {@link Coexpression}.
   *
   * @param graph cells x cells of all species, the stitched graph
   * @param cells the range of each species' cells
   * @param expression the cells x genes of a species, with genes as on the axis; read once per
   *     species, and not at all if no co-expressed genes are joined
   * @param phase counts the species whose genes are joined, and the search for modules
   */
  public static GeneModules of(
      RefinedHomology homology,
      SparseMatrix graph,
      SpeciesAxis cells,
      IntFunction<Expression> expression,
      Params params,
      Workers workers,
      Progress.Phase phase) {
    phase.expect(cells.species() + 1);
    SparseMatrix refined = homology.refined();
    GeneAxis genes = homology.genes();
    int[] linked = IntStream.range(0, genes.size()).filter(g -> refined.rowLength(g) > 0).toArray();
    SparseMatrix bridged = refined.select(linked, linked);
    if (params.coexpressed() > 0) {
      for (int s = 0; s < cells.species(); s++) {
        int start = genes.start(s);
        int end = genes.end(s);
        int[] own = Arrays.stream(linked).filter(g -> g >= start && g < end).toArray();
        int[] ownCells = IntStream.range(cells.start(s), cells.end(s)).toArray();
        SparseMatrix bridges =
            Coexpression.graph(
                graph.select(ownCells, ownCells),
                expression.apply(s),
                Arrays.stream(own).map(g -> g - start).toArray(),
                params.coexpressed(),
                params.leiden().seed(),
                workers);
        int first = (int) Arrays.stream(linked).filter(g -> g < start).count();
        bridged = withBlock(bridged, limited(bridges, refinedWeight(refined, own)), first);
        phase.advance(1);
      }
    } else {
      phase.expect(1);
    }
    SparseMatrix joined = bridged;
    Clusters clusters =
        phase.part(1, part -> Leiden.cluster(joined, params.leiden(), workers, part));
    int[] moduleOf = new int[genes.size()];
    Arrays.fill(moduleOf, -1);
    for (int i = 0; i < linked.length; i++) {
      moduleOf[linked[i]] = clusters.labels()[i];
    }
    return new GeneModules(genes, moduleOf, clusters.count());
  }

  private static double refinedWeight(SparseMatrix refined, int[] genes) {
    return Arrays.stream(genes).mapToDouble(refined::rowSum).sum();
  }

  /** Scales bridges so that all together weigh at most {@code most}. */
  private static SparseMatrix limited(SparseMatrix bridges, double most) {
    double total = 0;
    for (float weight : bridges.values()) {
      total += weight;
    }
    double factor = total > most ? most / total : 1;
    return bridges.map(weight -> weight * factor);
  }

  /** Adds a square block on the diagonal, where the matrix is empty. */
  private static SparseMatrix withBlock(SparseMatrix m, SparseMatrix block, int first) {
    SparseMatrix.Builder b = SparseMatrix.builder(m.rows(), m.columns());
    for (int r = 0; r < m.rows(); r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        b.add(m.index(p), m.value(p));
      }
      int row = r - first;
      if (row >= 0 && row < block.rows()) {
        for (int p = block.offset(row); p < block.offset(row + 1); p++) {
          b.add(first + block.index(p), block.value(p));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  /** The genes of each module, ascending. O(genes). */
  public List<int[]> members() {
    IntStream.Builder[] members = new IntStream.Builder[count];
    Arrays.setAll(members, m -> IntStream.builder());
    for (int g = 0; g < moduleOf.length; g++) {
      if (moduleOf[g] >= 0) {
        members[moduleOf[g]].add(g);
      }
    }
    return Arrays.stream(members).map(m -> m.build().toArray()).toList();
  }

  /** Writes a row per gene of a module, module by module. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("module").text("gene").text("species").endRow();
          List<int[]> members = members();
          for (int m = 0; m < count; m++) {
            for (int gene : members.get(m)) {
              table.number(m + 1).text(genes.name(gene));
              table.text(genes.species().get(genes.speciesOf(gene))).endRow();
            }
          }
        });
  }
}
