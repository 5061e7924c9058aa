package org.samap.core.pipeline;

import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Section;
import org.samap.core.engine.Session;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.harmony.Batches;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/**
 * Reads what a finished run mapped back from its folder: the species with their SAM results, and
 * the links between their genes. With the parameters of the run, its mapping is that of the run,
 * bit by bit.
 */
public final class StoredMapping {
  private StoredMapping() {}

  /**
   * Reads the species and links of a run. Cells and genes that were taken from the combined file
   * since are left out.
   *
   * @param params the parameters of the run
   * @param store where the expression is stored
   * @throws org.samap.core.run.InputException if a file of the run is missing or lacks a part
   */
  public static MappingInput of(
      FinishedRun run,
      MappingParams params,
      ExpressionStore store,
      Workers workers,
      Session session) {
    int[][] linked = linked(run);
    List<MappedSpecies> species =
        session
            .progress()
            .run(
                "read species",
                run.ids().size(),
                phase ->
                    IntStream.range(0, run.ids().size())
                        .mapToObj(
                            s ->
                                phase.<MappedSpecies>part(
                                    1,
                                    part ->
                                        species(run, s, store, workers.counting(part), session)))
                        .toList());
    int[] all =
        IntStream.range(0, linked.length)
            .flatMap(s -> IntStream.of(linked[s]).map(g -> run.genes().start(s) + g))
            .toArray();
    GeneLinks links = GeneLinks.of(List.of(linked), run.homology().select(all, all));
    return new MappingInput(species, links, params);
  }

  /** The genes of each species that took part. */
  private static int[][] linked(FinishedRun run) {
    GeneAxis genes = run.genes();
    boolean[] in = run.inHomology();
    return IntStream.range(0, run.ids().size())
        .mapToObj(
            s ->
                IntStream.range(0, genes.end(s) - genes.start(s))
                    .filter(g -> in[genes.start(s) + g])
                    .toArray())
        .toArray(int[][]::new);
  }

  private static MappedSpecies species(
      FinishedRun run, int species, ExpressionStore store, Workers workers, Session session) {
    try (AnnDataFile file = run.speciesFile(species)) {
      CheckedFile checked = CheckedFile.of(file, FinishedRun.REMEDY);
      AnnData data = file.data();
      int[] cells = run.cellRows(species, checked, data.obs());
      int[] genes = run.geneRows(species, checked, data.var());
      double[] weights = checked.weights(data.var(), "var", SamFile.WEIGHTS);
      Expression x = run.expression(species, store, workers);
      return new MappedSpecies(
          run.ids().get(species),
          x,
          session.engine().moments(x).variances(),
          IntStream.of(genes).mapToDouble(g -> weights[g]).toArray(),
          rows(checked.matrix(Section.VARM, SamFile.LOADINGS), genes),
          SamFile.pattern(checked.graph(Section.OBSP, SamFile.CONNECTIVITIES)).select(cells, cells),
          SpeciesAnalysis.codes(
              run.clusters().subList(run.cells().start(species), run.cells().end(species))),
          batches(run.ids().get(species), data, cells));
    }
  }

  private static Batches batches(String id, AnnData data, int[] cells) {
    DataFrame obs = data.obs();
    return BatchColumn.nameIn(data)
        .map(
            name -> {
              Batches all = new BatchColumn(id, name).of(obs);
              return NameMatch.isIdentity(cells, obs.rows()) ? all : all.select(cells);
            })
        .orElseGet(() -> Batches.one(cells.length));
  }

  private static FloatMatrix rows(FloatMatrix m, int[] rows) {
    if (NameMatch.isIdentity(rows, m.rows())) {
      return m;
    }
    FloatMatrix out = FloatMatrix.zeros(rows.length, m.columns());
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(m.values(), m.offset(rows[r]), out.values(), out.offset(r), m.columns());
    }
    return out;
  }
}
