package org.samap.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.samap.core.analysis.Node;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.FinishedRun;
import org.samap.report.data.CellColumn;
import org.samap.report.data.RunData;
import org.samap.report.data.ShownTable;

/** Writes what the page reads first: words, names and tables. */
final class RunIndex {
  /** Links around the shown genes; beyond that, those of the first genes. */
  private static final int MOST_LINKS = 60_000;

  private static final int QUANTILES = 100;

  private final RunData data;
  private final JsonText json = new JsonText();

  RunIndex(RunData data) {
    this.data = data;
    json.begin('{');
  }

  JsonText json() {
    return json;
  }

  JsonText end() {
    json.name("notes").texts(data.notes());
    return json.end('}');
  }

  /**
   * What was run.
   *
   * @param folder the folder of the run as the user names it
   */
  void origin(Path folder, String version) {
    json.name("format").number(1);
    json.name("samap").text(version);
    json.name("folder").text(folder.toString());
    json.name("run").text(data.report().orElse(""));
    json.name("iterations").number(data.run().iterations());
    json.name("crossK").number(data.run().crossK());
  }

  void species() {
    FinishedRun run = data.run();
    GeneAxis genes = run.genes();
    SparseMatrix links = run.homology();
    double[] weights = run.weights();
    json.name("species")
        .objects(
            run.ids().size(),
            s -> {
              int[] own = IntStream.range(genes.start(s), genes.end(s)).toArray();
              json.name("id").text(run.ids().get(s));
              json.name("cells").number(run.cells().size(s));
              json.name("genes").number(own.length);
              json.name("linked")
                  .number(Arrays.stream(own).filter(g -> links.rowLength(g) > 0).count());
              json.name("weights")
                  .numbers(quantiles(Arrays.stream(own).mapToDouble(g -> weights[g])));
            });
  }

  private static double[] quantiles(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return IntStream.rangeClosed(0, QUANTILES)
        .filter(_ -> sorted.length > 0)
        .mapToDouble(q -> sorted[(int) ((long) q * (sorted.length - 1) / QUANTILES)])
        .map(w -> Math.rint(w * 1e4) / 1e4)
        .toArray();
  }

  void nodes() {
    List<Node> nodes = data.labels().nodes();
    int[] sizes = data.labels().sizes();
    json.name("nodes")
        .objects(
            nodes.size(),
            n -> {
              json.name("species").number(data.labels().speciesOf()[n]);
              json.name("label").text(nodes.get(n).label());
              json.name("cells").number(sizes[n]);
            });
    double[][] scores = data.scores().scores();
    json.name("scores").begin('[');
    for (int a = 0; a < scores.length; a++) {
      for (int b = a + 1; b < scores.length; b++) {
        if (scores[a][b] > 0) {
          json.number(a).number(b).number((double) (float) scores[a][b]);
        }
      }
    }
    json.end(']');
  }

  void columns(List<CellColumn> columns) {
    json.name("columns")
        .objects(
            columns.size(),
            c -> {
              json.name("species").number(columns.get(c).species());
              json.name("name").text(columns.get(c).name());
              json.name("categories").texts(columns.get(c).categories());
            });
  }

  void tables(List<ShownTable> tables) {
    json.name("tables").begin('{');
    for (ShownTable table : tables) {
      json.name(table.name()).begin('{');
      json.name("total").number(table.total());
      json.name("rows").number(table.rows());
      json.name("columns").begin('[');
      table.columns().forEach(this::column);
      json.end(']').end('}');
    }
    json.end('}');
  }

  private void column(ShownTable.Column column) {
    json.begin('{').name("name").text(column.name());
    switch (column) {
      case ShownTable.Column.Numbers n -> json.name("numbers").numbers(n.values());
      case ShownTable.Column.Texts t -> {
        Map<String, Integer> codes = new LinkedHashMap<>();
        t.values().forEach(v -> codes.putIfAbsent(v, codes.size()));
        json.name("words").texts(List.copyOf(codes.keySet()));
        json.name("codes").numbers(t.values().stream().mapToInt(codes::get).toArray());
      }
    }
    json.end('}');
  }

  /** The homology graph around the shown genes. */
  void links(ShownGenes shown) {
    GeneAxis genes = data.run().genes();
    SparseMatrix sequence = data.run().homology();
    SparseMatrix refined = data.run().refined();
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    boolean[] done = new boolean[genes.size()];
    for (int g : shown.genes()) {
      if (from.size() + sequence.rowLength(g) > MOST_LINKS) {
        break;
      }
      for (int p = sequence.offset(g); p < sequence.offset(g + 1); p++) {
        if (!done[sequence.index(p)]) {
          from.add(g);
          to.add(sequence.index(p));
        }
      }
      done[g] = true;
    }
    Map<Integer, Integer> names = new LinkedHashMap<>();
    from.forEach(g -> names.putIfAbsent(g, names.size()));
    to.forEach(g -> names.putIfAbsent(g, names.size()));
    json.name("links").begin('{');
    json.name("names").texts(names.keySet().stream().map(genes::name).toList());
    json.name("from").numbers(from.stream().mapToInt(names::get).toArray());
    json.name("to").numbers(to.stream().mapToInt(names::get).toArray());
    json.name("sequence").numbers(weights(sequence, from, to));
    json.name("refined").numbers(weights(refined, from, to));
    json.end('}');
  }

  private static double[] weights(SparseMatrix links, List<Integer> from, List<Integer> to) {
    return IntStream.range(0, from.size())
        .mapToDouble(i -> links.get(from.get(i), to.get(i)))
        .map(w -> Math.rint(w * 1e4) / 1e4)
        .toArray();
  }
}
