package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Cell types of three species that all map to each other (SPEC 9): triples of nodes whose three
 * scores exceed a threshold. A type that three mappings support is more certain than one that a
 * single mapping supports.
 *
 * @param nodes all nodes
 * @param found by descending smallest score, ties by their nodes
 */
public record CellTypeTriangles(List<Node> nodes, List<TypeTriangle> found) {

  /**
   * @param minScore the score that all three must exceed, 0 to 1, default 0.1
   */
  public record Params(double minScore) {
    public Params {
      UnitInterval.check("min_score", minScore, 0);
    }

    public static Params defaults() {
      return new Params(0.1);
    }

    public Params withMinScore(double newMinScore) {
      return new Params(newMinScore);
    }
  }

  /**
   * Three nodes of three species, with a before b before c in node order.
   *
   * @param ab the score of a and b; the others likewise
   */
  public record TypeTriangle(int a, int b, int c, double ab, double ac, double bc) {
    /** The smallest of the three scores. */
    public double minScore() {
      return Math.min(ab, Math.min(ac, bc));
    }
  }

  /**
   * Time: O(nodes^2) and the pairs of partners of every node.
   *
   * @param labels the labels that were scored
   * @throws InputException for fewer than three species
   */
  public static CellTypeTriangles of(MappingScores scores, CellLabels labels, Params params) {
    requireThree(labels.cells().species());
    int n = scores.nodes().size();
    double[][] s = scores.scores();
    SparseMatrix.Builder later = SparseMatrix.builder(n, n);
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        if (labels.speciesOf()[a] != labels.speciesOf()[b] && s[a][b] > params.minScore()) {
          later.add(b, 1);
        }
      }
      later.endRow();
    }
    List<TypeTriangle> found = new ArrayList<>();
    Cliques.triangles(
        later.build(),
        (a, b, c) -> found.add(new TypeTriangle(a, b, c, s[a][b], s[a][c], s[b][c])));
    found.sort(Comparator.comparingDouble(t -> -t.minScore()));
    return new CellTypeTriangles(scores.nodes(), List.copyOf(found));
  }

  static void requireThree(int species) {
    if (species < 3) {
      throw new InputException(
          "triangles need at least 3 species, but the run has %d; map three or more together"
              .formatted(species));
    }
  }

  /** Writes a row per triangle. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("node_c");
          table.text("score_ab").text("score_ac").text("score_bc").text("min_score").endRow();
          for (TypeTriangle t : found) {
            table
                .text(nodes.get(t.a()).name())
                .text(nodes.get(t.b()).name())
                .text(nodes.get(t.c()).name());
            table.number(t.ab()).number(t.ac()).number(t.bc()).number(t.minScore()).endRow();
          }
        });
  }
}
