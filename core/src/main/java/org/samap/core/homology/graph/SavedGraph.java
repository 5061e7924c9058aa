package org.samap.core.homology.graph;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.io.OutputFile;
import org.samap.core.io.TextLines;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * The file of a homology graph: a gzip table. Its first line names the format and the species, its
 * second the columns {@code gene_a, gene_b, weight}. The first column has every gene, in the order
 * of the graph. A gene has a line for each partner that comes after it. If there is none, it has
 * one line whose other columns are empty.
 */
final class SavedGraph {
  private static final String FORM = "samap homology graph 1";
  private static final String COLUMNS = "gene_a\tgene_b\tweight";

  private SavedGraph() {}

  static void write(HomologyGraph graph, Path file) {
    try {
      OutputFile.writeGzip(file, out -> writeTable(graph, out));
    } catch (InputException e) {
      throw new InputException(
          "cannot write the homology graph to %s (%s); choose another place"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void writeTable(HomologyGraph graph, Writer out) throws IOException {
    GeneAxis genes = graph.genes();
    SparseMatrix edges = graph.edges();
    out.write(FORM + "\t" + String.join("\t", genes.species()) + "\n" + COLUMNS + "\n");
    for (int a = 0; a < genes.size(); a++) {
      boolean alone = true;
      for (int p = edges.offset(a); p < edges.offset(a + 1); p++) {
        int b = edges.index(p);
        if (b > a) {
          out.write(genes.name(a) + "\t" + genes.name(b) + "\t" + edges.value(p) + "\n");
          alone = false;
        }
      }
      if (alone) {
        out.write(genes.name(a) + "\t\t\n");
      }
    }
  }

  static HomologyGraph read(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      List<String> header = lines.next() ? List.of(lines.text().split("\t", -1)) : List.of();
      if (header.size() < 3
          || !header.getFirst().equals(FORM)
          || !lines.next()
          || !lines.text().equals(COLUMNS)) {
        throw new InputException(
            file + " is not a saved homology graph; give one that samap wrote, or the tables");
      }
      return new Reader(file, lines).graph(header.subList(1, header.size()));
    }
  }

  /** Reads the lines after the header. */
  private static final class Reader {
    private final Path file;
    private final TextLines lines;
    private final NameTable names = new NameTable(); // in the order of occurrence in any column
    private final List<Integer> genes = new ArrayList<>(); // names in the order of the first column
    private int[] edgeRows = new int[1024];
    private int[] edgeNames = new int[1024];
    private float[] weights = new float[1024];
    private int size;

    Reader(Path file, TextLines lines) {
      this.file = file;
      this.lines = lines;
    }

    HomologyGraph graph(List<String> species) {
      while (lines.next()) {
        line();
      }
      GeneAxis axis = axis(species);
      int[] geneOf = new int[names.size()];
      Arrays.setAll(geneOf, name -> axis.indexOf(names.text(name)));
      SparseMatrix.Builder later = SparseMatrix.builder(axis.size(), axis.size());
      int e = 0;
      for (int row = 0; row < axis.size(); row++) {
        int before = row;
        for (; e < size && edgeRows[e] == row; e++) {
          int partner = geneOf[edgeNames[e]];
          if (partner <= before || axis.speciesOf(partner) == axis.speciesOf(row)) {
            throw damaged(
                "the edge of %s and %s is out of place"
                    .formatted(axis.name(row), names.text(edgeNames[e])));
          }
          later.add(partner, weights[e]);
          before = partner;
        }
        later.endRow();
      }
      return new HomologyGraph(axis, LinkCollector.symmetric(later.build()));
    }

    private void line() {
      byte[] b = lines.bytes();
      int first = tab(b, lines.start());
      int second = tab(b, first + 1);
      if (first == lines.start() || second >= lines.end() || tab(b, second + 1) < lines.end()) {
        throw lines.error(
            "'" + lines.text() + "' is not two genes and a weight; save the graph again");
      }
      int gene = names.intern(b, lines.start(), first);
      if (genes.isEmpty() || genes.getLast() != gene) {
        genes.add(gene);
      }
      if (second > first + 1 || second + 1 < lines.end()) {
        double weight = Decimals.parse(b, second + 1, lines.end());
        if (!(weight > 0 && weight <= Float.MAX_VALUE)) {
          throw lines.error(
              "the weight '%s' is not a number above 0; save the graph again"
                  .formatted(lines.text(second + 1, lines.end())));
        }
        append(names.intern(b, first + 1, second), (float) weight);
      }
    }

    private int tab(byte[] b, int from) {
      int i = from;
      while (i < lines.end() && b[i] != '\t') {
        i++;
      }
      return i;
    }

    private void append(int partner, float weight) {
      if (size == weights.length) {
        edgeRows = Arrays.copyOf(edgeRows, size * 2);
        edgeNames = Arrays.copyOf(edgeNames, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
      }
      edgeRows[size] = genes.size() - 1;
      edgeNames[size] = partner;
      weights[size++] = weight;
    }

    private GeneAxis axis(List<String> species) {
      List<List<String>> ofSpecies = new ArrayList<>();
      species.forEach(_ -> ofSpecies.add(new ArrayList<>()));
      int s = 0;
      for (int gene : genes) {
        String name = names.text(gene);
        while (s < species.size() && !name.startsWith(species.get(s) + "_")) {
          s++;
        }
        if (s == species.size()) {
          throw damaged("the gene " + name + " is out of place");
        }
        ofSpecies.get(s).add(name);
      }
      try {
        return GeneAxis.of(species, ofSpecies);
      } catch (InputException e) {
        throw new InputException(file + ": " + e.getMessage(), e);
      }
    }

    private InputException damaged(String what) {
      return new InputException(file + ": " + what + "; save the graph again");
    }
  }
}
