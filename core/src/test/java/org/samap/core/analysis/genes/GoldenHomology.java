package org.samap.core.analysis.genes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;

/** What the analyses of genes take from the stored values of a case. */
public final class GoldenHomology {
  private GoldenHomology() {}

  public static RefinedHomology of(Golden golden) {
    List<String> names = golden.strings("final/genes");
    GeneAxis genes =
        GeneAxis.of(
            golden.species(),
            golden.species().stream()
                .map(id -> names.stream().filter(name -> name.startsWith(id + "_")).toList())
                .toList());
    return new RefinedHomology(
        genes,
        golden.sparse("final/homology_graph"),
        golden.sparse("final/homology_graph_reweighted"));
  }

  /** The stored marker statistics of a species. */
  public static MarkerTable markers(Golden golden, GeneAxis genes, int species) {
    String id = golden.species().get(species);
    Stored scores = Stored.read(golden, "markers_scores_" + id);
    Stored p = Stored.read(golden, "markers_pvals_" + id);
    return new MarkerTable() {
      @Override
      public List<String> labels() {
        return scores.labels;
      }

      @Override
      public double score(int gene, int label) {
        return scores.of(genes.name(genes.start(species) + gene))[label];
      }

      @Override
      public double p(int gene, int label) {
        return p.of(genes.name(genes.start(species) + gene))[label];
      }
    };
  }

  private record Stored(List<String> labels, Map<String, double[]> rows) {
    static Stored read(Golden golden, String table) {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(
                      Files.newInputStream(
                          golden.folder().resolve("expected/" + table + ".tsv.gz"))),
                  StandardCharsets.UTF_8))) {
        List<String[]> lines = in.lines().map(line -> line.split("\t", -1)).toList();
        Map<String, double[]> rows = new HashMap<>();
        for (String[] line : lines.subList(1, lines.size())) {
          rows.put(
              line[0],
              Arrays.stream(line, 1, line.length).mapToDouble(Double::parseDouble).toArray());
        }
        String[] header = lines.getFirst();
        return new Stored(List.of(header).subList(1, header.length), rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    double[] of(String gene) {
      double[] row = rows.get(gene);
      if (row == null) {
        throw new IllegalArgumentException(gene);
      }
      return row;
    }
  }
}
