package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.golden.Golden;
import org.samap.core.harmony.Batches;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;

/** The inputs of the mapping's stages, from stored values. */
public record GoldenCase(
    Golden golden, List<MappedSpecies> species, GeneLinks links, SpeciesAxis cells) {

  public static GoldenCase of(Golden golden) {
    List<MappedSpecies> species = new ArrayList<>();
    List<int[]> dataGenes = new ArrayList<>();
    Map<String, Integer> column = new HashMap<>();
    for (String id : golden.species()) {
      String at = "sam/" + id + "/";
      species.add(
          new MappedSpecies(
              id,
              golden.expression(at + "X"),
              golden.doubles(at + "variances"),
              golden.doubles(at + "weights"),
              golden.matrix(at + "PCs_SAMap"),
              golden.sparse(at + "connectivities"),
              golden.ints(at + "leiden_clusters"),
              Batches.one(golden.ints(at + "leiden_clusters").length)));
      List<String> genes = golden.strings(at + "genes");
      for (int g = 0; g < genes.size(); g++) {
        column.put(id + "_" + genes.get(g), g);
      }
    }
    List<String> linked = golden.strings("init/genes");
    for (String id : golden.species()) {
      dataGenes.add(
          linked.stream().filter(g -> g.startsWith(id + "_")).mapToInt(column::get).toArray());
    }
    return new GoldenCase(
        golden,
        species,
        GeneLinks.of(dataGenes, golden.sparse("init/homology")),
        SpeciesAxis.ofSizes(species.stream().mapToInt(MappedSpecies::cells).toArray()));
  }

  /** The expression of each species' linked genes. */
  public List<GeneView> views() {
    return links.views(species);
  }

  /** The links that a refinement looks at. */
  public GeneEdges edges() {
    return GeneEdges.of(links.axis(), links.weights(), weights());
  }

  double[] weights() {
    return links.gather(species.stream().map(MappedSpecies::weights).toList());
  }

  /** wPCA of an iteration, one matrix per species. */
  public List<CellMatrix> projected(int iteration) {
    FloatMatrix all = golden.matrix("iter" + iteration + "/wPCA");
    List<CellMatrix> out = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      out.add(
          CellMatrix.of(
              cells.size(s),
              all.columns(),
              Arrays.copyOfRange(
                  all.values(), all.offset(cells.start(s)), all.offset(cells.end(s)))));
    }
    return out;
  }

  /** The cells of each species, with neighbourhoods as these parameters say. */
  public List<SpeciesCells> speciesCells(MappingParams params) {
    return species.stream()
        .map(
            s ->
                new SpeciesCells(
                    s.connectivities(), s.clusters(), params.neighborhood().of(s.id())))
        .toList();
  }

  /** D after the cut, all ordered pairs of species in one matrix. */
  public SparseMatrix topK(int iteration) {
    int n = cells.species();
    SparseMatrix.Builder out = SparseMatrix.builder(cells.total(), cells.total());
    for (int a = 0; a < n; a++) {
      List<SparseMatrix> towards = new ArrayList<>(); // each other species, and nothing to itself
      for (int b = 0, pair = a * (n - 1); b < n; b++) {
        towards.add(
            b == a
                ? SparseMatrix.empty(cells.size(a), cells.size(a))
                : golden.sparse("iter" + iteration + "/topk/" + pair++));
      }
      for (int c = 0; c < cells.size(a); c++) {
        for (int b = 0; b < n; b++) {
          SparseMatrix m = towards.get(b);
          for (int p = m.offset(c); p < m.offset(c + 1); p++) {
            out.add(cells.start(b) + m.index(p), m.value(p));
          }
        }
        out.endRow();
      }
    }
    return out.build();
  }

  public static Workers workers() {
    return Workers.of(2);
  }
}
