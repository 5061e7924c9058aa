package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Made cells of several species with a graph and links between genes, and what the CPU says. */
record LinkedCells(
    SpeciesAxis cells, List<GeneView> views, GeneEdges edges, SparseMatrix stitched) {

  /**
   * @param cells of each species
   * @param genes of each species
   * @param neighbors the most edges of a cell; every 7th cell has none
   */
  static LinkedCells of(int[] cells, int[] genes, int neighbors) {
    SpeciesAxis axis = SpeciesAxis.ofSizes(cells);
    SpeciesAxis geneAxis = SpeciesAxis.ofSizes(genes);
    List<GeneView> views = new ArrayList<>();
    for (int s = 0; s < cells.length; s++) {
      views.add(view(s, cells[s], geneAxis));
    }
    double[] weights = new double[geneAxis.total()];
    Arrays.setAll(weights, g -> g % 5 == 3 ? 0 : 1);
    return new LinkedCells(
        axis, views, GeneEdges.of(geneAxis, links(geneAxis), weights), graph(axis, neighbors));
  }

  /** Genes of the data in falling order of their numbers, with one more that has none. */
  private static GeneView view(int species, int cells, SpeciesAxis genes) {
    int n = genes.size(species);
    RandomStream random = RandomStream.of(1, "test expression", species);
    HeapExpression.Builder x = HeapExpression.builder(n + 1);
    for (int c = 0; c < cells; c++) {
      for (int g = 0; g <= n; g++) {
        int count = Math.max(0, random.nextInt(12) - 8);
        // One gene has no values, and one the same in all cells.
        float value = g % 6 == 4 ? 0 : g % 6 == 1 ? 2.5f : (float) Math.log1p(count);
        if (value != 0) {
          x.add(g, value);
        }
      }
      x.endCell();
    }
    int[] numbers = IntStream.rangeClosed(0, n).map(g -> genes.end(species) - 1 - g).toArray();
    numbers[n] = -1;
    return new GeneView(x.build(), numbers);
  }

  private static SparseMatrix links(SpeciesAxis genes) {
    SparseMatrix.Builder links = SparseMatrix.builder(genes.total(), genes.total());
    for (int g = 0; g < genes.total(); g++) {
      for (int h = 0; h < genes.total(); h++) {
        boolean near = (g * 31 + h * 31) % 17 < 6;
        if (near && genes.speciesOf(g) != genes.speciesOf(h)) {
          links.add(h, 1);
        }
      }
      links.endRow();
    }
    return links.build();
  }

  private static SparseMatrix graph(SpeciesAxis cells, int neighbors) {
    RandomStream random = RandomStream.of(2, "test graph", 0);
    int n = cells.total();
    SparseMatrix.Builder graph = SparseMatrix.builder(n, n);
    for (int c = 0; c < n; c++) {
      if (c % 7 != 6) {
        // Some cells' edges sum to less than 0.001.
        float scale = c % 11 == 3 ? 1e-5f : 1;
        random
            .ints(neighbors, 0, n)
            .distinct()
            .sorted()
            .forEach(j -> graph.add(j, scale * (1 + random.nextInt(2)) / 4f));
      }
      graph.endRow();
    }
    return graph.build();
  }

  /** The same cells on another graph. */
  LinkedCells on(SparseMatrix other) {
    return new LinkedCells(cells, views, edges, other);
  }

  /** The same cells with their expression times a factor. */
  LinkedCells times(double factor) {
    List<GeneView> scaled = new ArrayList<>();
    for (GeneView view : views) {
      HeapExpression.Builder x = HeapExpression.builder(view.expression().genes());
      RowCursor row = view.expression().cursor();
      for (int c = 0; c < view.expression().cells(); c++) {
        row.read(c);
        for (int p = row.from(); p < row.to(); p++) {
          x.add(row.genes()[p], (float) (factor * row.values()[p]));
        }
        x.endCell();
      }
      scaled.add(new GeneView(x.build(), view.numbers()));
    }
    return new LinkedCells(cells, scaled, edges, stitched);
  }

  /** The same cells without the data of a gene. */
  LinkedCells withoutTheData(int gene) {
    boolean[] wanted = new boolean[edges.genes().total()];
    Arrays.fill(wanted, true);
    wanted[gene] = false;
    return new LinkedCells(
        cells, views.stream().map(v -> v.only(wanted)).toList(), edges, stitched);
  }

  /** What the CPU engine says. */
  double[] onTheCpu(EdgeMode mode) {
    List<SpeciesCells> species =
        IntStream.range(0, cells.species())
            .mapToObj(
                s ->
                    new SpeciesCells(
                        SparseMatrix.empty(cells.size(s), cells.size(s)),
                        new int[cells.size(s)],
                        new Neighborhood.WholeCluster()))
            .toList();
    try (Workers workers = Workers.of(1)) {
      return CpuEngine.on(workers).join(species, 0).agreement(views, edges, stitched, mode);
    }
  }
}
