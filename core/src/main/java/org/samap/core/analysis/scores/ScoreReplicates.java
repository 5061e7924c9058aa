package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Whether donors agree on which types match. The cells of one animal are no replicates: whatever
 * sets the animal apart sets all of them apart. So the donor is the unit. For every pair of types
 * this tells the scores of single donors ({@link DonorScores}), how widely they spread, and for how
 * many donors of either species the other type is the best match of the donor's cells ({@link
 * MatchTest}).
 *
 * @param rows the pairs of types of which at least one has donors, by descending score, ties by
 *     name
 * @param scores the scores of donors of all pairs with a score above 0, in the order of the rows
 */
public record ScoreReplicates(List<Row> rows, List<DonorScore> scores) {

  /**
   * The parameters.
   *
   * @param leastCells a donor counts for a type if it has at least this many cells of it
   * @param top as {@link MappingScores#of}: 0 for scores over all cells
   */
  public record Params(int leastCells, int top) {
    public Params {
      if (leastCells < 1) {
        throw InputException.about(
            "least_cells", "least_cells is " + leastCells + "; give a number of at least 1");
      }
    }

    public static Params defaults() {
      return new Params(10, 0);
    }

    public Params withLeastCells(int cells) {
      return new Params(cells, top);
    }

    public Params withTop(int n) {
      return new Params(leastCells, n);
    }
  }

  /**
   * The score of the cells of a donor.
   *
   * @param donorA the donor of the first species; empty for all its cells, if it has no donors
   * @param cellsA the number of the donor's cells of this type
   */
  public record DonorScore(
      Node a,
      Optional<String> donorA,
      int cellsA,
      Node b,
      Optional<String> donorB,
      int cellsB,
      double score) {}

  /**
   * One pair of types.
   *
   * @param a the node that comes first by name
   * @param b a node of another species
   * @param score the score of all cells
   * @param spread the scores of donors; empty if no donor has enough cells
   * @param testA for how many donors of the species of {@code a} the best match is {@code b}; empty
   *     if none has enough cells
   * @param testB for how many donors of the species of {@code b} the best match is {@code a}
   */
  public record Row(
      Node a,
      Node b,
      double score,
      Optional<Spread> spread,
      Optional<MatchTest.Result> testA,
      Optional<MatchTest.Result> testB) {}

  /**
   * The spread of scores.
   *
   * @param count the number of scores: pairs of donors, or donors if one species has none
   * @param sd the standard deviation; 0 for one score
   */
  public record Spread(int count, double mean, double sd, double min, double max) {
    static Optional<Spread> of(double[] x) {
      if (x.length == 0) {
        return Optional.empty();
      }
      double mean = Arrays.stream(x).sum() / x.length;
      double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
      return Optional.of(
          new Spread(
              x.length,
              mean,
              Math.sqrt(squares / Math.max(1, x.length - 1)),
              Arrays.stream(x).min().orElseThrow(),
              Arrays.stream(x).max().orElseThrow()));
    }
  }

  /**
   * Time O(edges x species with donors). Memory: 8 bytes for each two groups of type and donor, and
   * 60 for those of two species whose types have a score.
   *
   * @param graph the stitched graph to score
   * @param types of all species, or of some: then only their cells and edges count
   * @param donors the donors of some of the cells
   * @param crossK K, the most edges of a cell to another species
   * @throws InputException if there are too many groups of type and donor
   */
  public static ScoreReplicates of(
      SparseMatrix graph, CellLabels types, CellLabels donors, int crossK, Params params) {
    MappingScores scores = MappingScores.of(graph, types, crossK, params.top());
    NodeEdges edges = NodeEdges.of(graph, types);
    boolean[] having = new boolean[types.cells().species()];
    Arrays.stream(donors.speciesOf()).forEach(s -> having[s] = true);
    DonorGroups groups = DonorGroups.of(types, donors, having);
    if (groups.size() > DonorScores.MOST) {
      throw new InputException(
          "there are %d groups of cell type and donor, more than %d; give coarser cell types or fewer donors"
              .formatted(groups.size(), DonorScores.MOST));
    }
    DonorScores single = DonorScores.of(edges, types, groups, crossK, params.top());
    MatchTest tests = MatchTest.of(edges, types, donors, crossK, params);
    List<Row> rows = new ArrayList<>();
    List<DonorScore> all = new ArrayList<>();
    ScorePairs pairs = ScorePairs.of(types, crossK);
    double[] score = pairs.scores(scores);
    int[] order =
        IntStream.range(0, pairs.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -score[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int i : order) {
      int a = pairs.first()[i];
      int b = pairs.second()[i];
      if (having[types.speciesOf()[a]] || having[types.speciesOf()[b]]) {
        List<DonorScore> ofPair = ofPair(single, types, donors, having, a, b, params);
        rows.add(
            new Row(
                types.nodes().get(a),
                types.nodes().get(b),
                score[i],
                Spread.of(ofPair.stream().mapToDouble(DonorScore::score).toArray()),
                tests.of(a, b),
                tests.of(b, a)));
        if (score[i] > 0) {
          all.addAll(ofPair);
        }
      }
    }
    return new ScoreReplicates(rows, all);
  }

  private static List<DonorScore> ofPair(
      DonorScores single,
      CellLabels types,
      CellLabels donors,
      boolean[] having,
      int a,
      int b,
      Params params) {
    DonorGroups groups = single.groups();
    List<DonorScore> scores = new ArrayList<>();
    for (int g : groupsOf(single, types, having, a, params)) {
      for (int h : groupsOf(single, types, having, b, params)) {
        scores.add(
            new DonorScore(
                types.nodes().get(a),
                donor(donors, groups.donorOf()[g]),
                groups.sizes()[g],
                types.nodes().get(b),
                donor(donors, groups.donorOf()[h]),
                groups.sizes()[h],
                single.score(g, h)));
      }
    }
    return scores;
  }

  private static int[] groupsOf(
      DonorScores single, CellLabels types, boolean[] having, int node, Params params) {
    return having[types.speciesOf()[node]]
        ? single.counted(node, params.leastCells())
        : single.groups().of(node);
  }

  private static Optional<String> donor(CellLabels donors, int donor) {
    return donor == CellLabels.NONE
        ? Optional.empty()
        : Optional.of(donors.nodes().get(donor).label());
  }

  /** Writes a line for every pair of types. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("score");
          table.text("donor_scores").text("mean").text("sd").text("min").text("max");
          for (String side : List.of("a", "b")) {
            table.text("donors_" + side).text("best_" + side).text("p_" + side).text("q_" + side);
          }
          table.endRow();
          for (Row row : rows) {
            table.text(row.a.name()).text(row.b.name()).number(row.score);
            writeSpread(row.spread, table);
            writeTest(row.testA, table);
            writeTest(row.testB, table);
            table.endRow();
          }
        });
  }

  private static void writeSpread(Optional<Spread> spread, Tsv table) {
    spread.ifPresentOrElse(
        s -> {
          table.number(s.count).number(s.mean);
          if (s.count == 1) {
            table.text(""); // one score has no spread
          } else {
            table.number(s.sd);
          }
          table.number(s.min).number(s.max);
        },
        () -> table.number(0).text("").text("").text("").text(""));
  }

  private static void writeTest(Optional<MatchTest.Result> test, Tsv table) {
    test.ifPresentOrElse(
        t -> table.number(t.donors()).number(t.best()).probability(t.p()).probability(t.q()),
        () -> table.number(0).text("").text("").text(""));
  }

  /** Writes a line for the scores of each donor, or of each two donors. */
  public void writeScores(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("donor_a").text("cells_a");
          table.text("node_b").text("donor_b").text("cells_b").text("score").endRow();
          for (DonorScore s : scores) {
            table.text(s.a.name()).text(s.donorA.orElse("")).number(s.cellsA);
            table.text(s.b.name()).text(s.donorB.orElse("")).number(s.cellsB);
            table.number(s.score).endRow();
          }
        });
  }
}
