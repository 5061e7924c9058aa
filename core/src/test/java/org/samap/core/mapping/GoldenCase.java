package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/** The inputs of the mapping's stages, from stored values. */
record GoldenCase(Golden golden, List<MappedSpecies> species, GeneLinks links, SpeciesAxis cells) {

  static GoldenCase of(Golden golden) {
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
              golden.ints(at + "leiden_clusters")));
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

  double[] weights() {
    return links.gather(species.stream().map(MappedSpecies::weights).toList());
  }

  /** wPCA of an iteration, one matrix per species. */
  List<CellMatrix> projected(int iteration) {
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

  /** The stored v2 neighbourhoods, in places. */
  List<Neighborhoods> storedNeighborhoods(CellOrder order, Workers workers) {
    return IntStream.range(0, species.size())
        .mapToObj(
            s -> {
              SparseMatrix members = golden.sparse("expand/" + species.get(s).id() + "/walk");
              CellOrder part = order.part(cells.start(s), cells.end(s));
              return (Neighborhoods) new Stored(part.inPlaces(members, 0, workers));
            })
        .toList();
  }

  /** D after the cut, all ordered pairs of species in one matrix. */
  SparseMatrix topK(int iteration) {
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

  static Workers workers() {
    return Workers.of(2);
  }

  /** Neighbourhoods listed beforehand. */
  private record Stored(SparseMatrix members) implements Neighborhoods {
    @Override
    public Collector collector() {
      return new Collector() {
        private int[] current = new int[0];

        @Override
        public int collect(int cell) {
          current =
              Arrays.copyOfRange(members.indices(), members.offset(cell), members.offset(cell + 1));
          return current.length;
        }

        @Override
        public int[] members() {
          return current;
        }
      };
    }
  }
}
