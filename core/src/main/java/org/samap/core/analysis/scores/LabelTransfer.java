package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * Transfers the labels of one species to the cells of another (SPEC 8). For a cell c and a species
 * s, the share of label n is the weight of the edges from c to cells of n, divided by the weight of
 * all its edges to s. The label with the largest share is the best (ties go to the first by name),
 * and its share is the confidence. A cell is {@value #UNASSIGNED} if its confidence or its
 * alignment is below the threshold, if it has no edge to s, or if the match of its own type with
 * the label is not trusted ({@link Matches}). A cell of a type that s does not have goes to the
 * nearest label, with as large a share as other cells; only the match of the types tells.
 *
 * <p>The shares of a cell sum to 1 even if its edges are weak. The alignment says how well a cell
 * is mapped at all: the sum of its edges to s divided by K, from 0 to 1.
 *
 * <p>Time O(edges + cells x species), memory O(edges between species).
 */
public final class LabelTransfer {
  /** The name for a cell that gets no label. */
  public static final String UNASSIGNED = "unassigned";

  private final CellLabels labels;
  private final Params params;
  private final Matches matches;

  /** Cells x nodes: the shares of a row over the nodes of one species sum to 1. */
  private final SparseMatrix shares;

  /** For each species, the alignment of every cell to it. */
  private final float[][] alignment;

  private LabelTransfer(
      CellLabels labels, Params params, Matches matches, SparseMatrix shares, float[][] alignment) {
    this.labels = labels;
    this.params = params;
    this.matches = matches;
    this.shares = shares;
    this.alignment = alignment;
  }

  /**
   * The parameters.
   *
   * @param threshold the least confidence of a label, 0 to 1 (0.5)
   * @param minAlignment the least alignment of a cell, 0 to 1 (0: any edge is enough)
   * @param minMatch the least confidence of the match between the cell's type and the label, 0 to 1
   *     (0: matches are not asked)
   */
  public record Params(double threshold, double minAlignment, double minMatch) {

    public Params {
      UnitInterval.check("threshold", threshold, 0);
      UnitInterval.check("min_alignment", minAlignment, 0);
      UnitInterval.check("min_match", minMatch, 0);
    }

    public static Params defaults() {
      return new Params(0.5, 0, 0);
    }

    public Params withThreshold(double least) {
      return new Params(least, minAlignment, minMatch);
    }

    public Params withMinAlignment(double least) {
      return new Params(threshold, least, minMatch);
    }

    public Params withMinMatch(double least) {
      return new Params(threshold, minAlignment, least);
    }
  }

  /** How certain it is that two types of different species are the same. */
  @FunctionalInterface
  public interface Matches {
    /** Nothing is known. */
    Matches UNKNOWN = (_, _) -> OptionalDouble.empty();

    /** The confidence of the match of two nodes, 0 to 1, if anything is known. */
    OptionalDouble confidence(int node, int other);
  }

  /**
   * The label that a cell gets from a species.
   *
   * @param label the best label without the species id; {@value #UNASSIGNED} for a cell without
   *     edges
   * @param confidence the share of the label, 0 to 1
   * @param alignment the alignment of the cell to the species, 0 to 1
   * @param match the confidence of the match of the cell's type with the label, if it is known
   * @param assigned whether confidence, alignment and match reach their thresholds
   */
  public record Guess(
      String label, float confidence, float alignment, OptionalDouble match, boolean assigned) {

    /** The label if it is assigned, else {@value #UNASSIGNED}. */
    public String assignedLabel() {
      return assigned ? label : UNASSIGNED;
    }
  }

  /**
   * @param graph the stitched graph
   * @param labels the labels of all species, or of some: the others give and get none. A cell
   *     without a label gives none, and gets one only if {@code minMatch} is 0: there is no type
   *     whose match could be trusted.
   * @param crossK K, the most edges of a cell to another species
   * @param matches of the nodes of these labels; not asked if {@code minMatch} is 0
   */
  public static LabelTransfer of(
      SparseMatrix graph, CellLabels labels, int crossK, Params params, Matches matches) {
    SparseMatrix edges = edgesIntoLabels(graph, labels);
    SpeciesAxis cells = labels.cells();
    int nodes = labels.nodes().size();
    int[] speciesOf = labels.speciesOf();
    float[][] alignment = new float[cells.species()][cells.total()];
    SparseMatrix.Builder shares = SparseMatrix.builder(cells.total(), nodes);
    double[] weight = new double[nodes];
    double[] total = new double[cells.species()];
    int[] touched = new int[nodes];
    for (int c = 0; c < cells.total(); c++) {
      Arrays.fill(total, 0);
      int size = 0;
      for (int p = edges.offset(c); p < edges.offset(c + 1); p++) {
        int node = labels.nodeOf()[edges.index(p)];
        if (weight[node] == 0) {
          touched[size++] = node;
        }
        weight[node] += edges.value(p);
        total[speciesOf[node]] += edges.value(p);
      }
      for (int i = 0; i < size; i++) {
        int node = touched[i];
        shares.add(node, (float) (weight[node] / total[speciesOf[node]]));
        weight[node] = 0;
      }
      shares.endRow();
      for (int s = 0; s < total.length; s++) {
        alignment[s][c] = (float) Math.min(1, total[s] / crossK);
      }
    }
    return new LabelTransfer(labels, params, matches, shares.build(), alignment);
  }

  /**
   * The edges to labelled cells of other species, from all cells, as those without a label need
   * one.
   */
  private static SparseMatrix edgesIntoLabels(SparseMatrix graph, CellLabels labels) {
    boolean[] takesPart = new boolean[labels.cells().species()];
    Arrays.stream(labels.speciesOf()).forEach(s -> takesPart[s] = true);
    int[] nodeOf = labels.nodeOf();
    return graph.filter(
        (from, to, weight) -> {
          int own = labels.cells().speciesOf(from);
          return weight != 0
              && takesPart[own]
              && nodeOf[to] != CellLabels.NONE
              && labels.speciesOf()[nodeOf[to]] != own;
        });
  }

  /** The shares: cells x nodes. */
  public SparseMatrix shares() {
    return shares;
  }

  /**
   * The label that a cell gets from another species.
   *
   * @param cell a cell of any species but {@code from}
   */
  public Guess guess(int cell, int from) {
    int best = CellLabels.NONE;
    float confidence = 0;
    for (int p = shares.offset(cell); p < shares.offset(cell + 1); p++) {
      int node = shares.index(p);
      if (labels.speciesOf()[node] == from && shares.value(p) > confidence) {
        best = node;
        confidence = shares.value(p);
      }
    }
    float aligned = alignment[from][cell];
    if (best == CellLabels.NONE) {
      return new Guess(UNASSIGNED, 0, aligned, OptionalDouble.empty(), false);
    }
    int own = labels.nodeOf()[cell];
    OptionalDouble match =
        own == CellLabels.NONE ? OptionalDouble.empty() : matches.confidence(own, best);
    return new Guess(
        labels.nodes().get(best).label(),
        confidence,
        aligned,
        match,
        confidence >= (float) params.threshold
            && aligned >= (float) params.minAlignment
            && (params.minMatch == 0 || match.orElse(-1) >= params.minMatch));
  }

  /**
   * The labels that the cells of all species get from one. Its own cells keep their labels, with
   * confidence and alignment 1. Cells of species that are left out are {@value #UNASSIGNED}.
   */
  public List<Guess> guesses(int from) {
    return IntStream.range(0, labels.cells().total())
        .mapToObj(
            c -> {
              int own = labels.nodeOf()[c];
              return own != CellLabels.NONE && labels.speciesOf()[own] == from
                  ? new Guess(labels.nodes().get(own).label(), 1, 1, OptionalDouble.of(1), true)
                  : guess(c, from);
            })
        .toList();
  }

  /**
   * Writes a line for every cell of a species: the label that it gets from another, and its share
   * of every label.
   *
   * @param names the names of the species' cells
   * @param to the species of the cells
   * @param from the species of the labels
   */
  public void write(Path file, List<String> names, int to, int from) {
    int[] nodes =
        IntStream.range(0, labels.nodes().size())
            .filter(n -> labels.speciesOf()[n] == from)
            .toArray();
    int start = labels.cells().start(to);
    Tsv.write(
        file,
        table -> {
          table.text("cell").text("label").text("confidence").text("alignment").text("match");
          table.text("best_label");
          Arrays.stream(nodes).forEach(n -> table.text(labels.nodes().get(n).label()));
          table.endRow();
          for (int c = 0; c < names.size(); c++) {
            Guess guess = guess(start + c, from);
            table.text(names.get(c)).text(guess.assignedLabel());
            table.number(guess.confidence).number(guess.alignment);
            guess.match.ifPresentOrElse(table::number, () -> table.text(""));
            table.text(guess.label);
            for (int n : nodes) {
              table.number(shares.get(start + c, n));
            }
            table.endRow();
          }
        });
  }
}
