package org.samap.core.analysis.genes;

import io.jhdf.HdfFile;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.expression.Expression;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

/** What the analyses of genes read, from stored values of the last iteration. */
public final class GoldenGenes {
  private GoldenGenes() {}

  public static CellLabels labels(Golden golden) {
    return CellLabels.of(
        golden.species(), golden.species().stream().map(id -> types(golden, id)).toList());
  }

  private static List<String> types(Golden golden, String id) {
    try (HdfFile file = new HdfFile(golden.folder().resolve(id + ".h5ad"))) {
      String[] categories = (String[]) file.getDatasetByPath("obs/cell_type/categories").getData();
      byte[] codes = (byte[]) file.getDatasetByPath("obs/cell_type/codes").getData();
      return IntStream.range(0, codes.length).mapToObj(i -> categories[codes[i]]).toList();
    }
  }

  public static GeneAxis genes(Golden golden) {
    return GeneAxis.of(
        golden.species(),
        golden.species().stream().map(id -> golden.strings("sam/" + id + "/genes")).toList());
  }

  public static List<Expression> expression(Golden golden) {
    return golden.species().stream().map(id -> golden.expression("sam/" + id + "/X")).toList();
  }

  public static MappedGenes of(Golden golden) {
    GeneAxis genes = genes(golden);
    List<String> stored = golden.strings("final/genes");
    int[] order = genes.names().stream().mapToInt(stored::indexOf).toArray();
    return new MappedGenes(
        labels(golden),
        golden.sparse("iter2/stitched"),
        genes,
        golden.sparse("final/homology_graph").select(order, order),
        golden.sparse("final/homology_graph_reweighted").select(order, order),
        expression(golden),
        golden.species().stream()
            .flatMapToDouble(id -> DoubleStream.of(golden.doubles("sam/" + id + "/weights")))
            .toArray());
  }

  public static List<Markers> markers(MappedGenes data, Workers workers) {
    return IntStream.range(0, data.genes().species().size())
        .mapToObj(s -> Markers.of(data.expression().get(s), data.labels(), s, workers))
        .toList();
  }
}
