package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * How significant mapping scores are (SPEC 8). The score of every pair of nodes of different
 * species is compared with scores on the same graph after shuffling the labels within each species.
 * p = (1 + number of shuffled scores that are at least as large) / (1 + permutations), and q is
 * computed over all pairs by {@link BenjaminiHochberg}.
 *
 * <p>A small p says that the two labels are related, not that the types are the same: a type
 * without a counterpart is linked to its nearest relative far more than shuffled labels are. Labels
 * that follow neighbourhoods of cells without being types, such as clusters of a batch, also stand
 * out against shuffled labels.
 *
 * <p>p is at least 1 / (1 + permutations). So among many pairs q can only be small if many of them
 * exceed all shuffled scores or if there are more permutations: see {@link #leastQ}.
 *
 * <p>Time: permutations x edges between species, in parallel (200 permutations of 10,000 cells take
 * a second). The result is the same for any number of threads.
 *
 * <p>Whether homology has to do with a score is another question, which {@link LinkNull} answers.
 *
 * @param rows by descending score, ties by name
 */
public record ScoreStatistics(List<Row> rows) {

  /**
   * The parameters.
   *
   * @param permutations the number of times that labels are shuffled, at least 1 (200)
   * @param seed the seed of the shuffling (0)
   * @param top as {@link MappingScores#of}: 0 for scores over all cells of a node (0)
   */
  public record Params(int permutations, long seed, int top) {

    public Params {
      if (permutations < 1) {
        throw InputException.about(
            "permutations",
            "permutations is %d; give a number of at least 1, such as 200".formatted(permutations));
      }
    }

    public static Params defaults() {
      return new Params(200, 0, 0);
    }

    public Params withPermutations(int n) {
      return new Params(n, seed, top);
    }

    public Params withSeed(long newSeed) {
      return new Params(permutations, newSeed, top);
    }

    public Params withTop(int n) {
      return new Params(permutations, seed, n);
    }
  }

  /**
   * One pair.
   *
   * @param a the node that comes first by name
   * @param b a node of another species
   * @param score the score of the pair
   * @param nullMean the mean score of shuffled labels
   * @param nullSd the standard deviation of these scores
   * @param null95 their 95th percentile
   * @param nullMax the largest of them
   * @param p the p value of the score
   * @param q the false discovery rate at which the pair is a discovery
   * @param first the score in the first iteration
   * @param gain score - first: how much refining the links changed it; no evidence for a match
   * @param reciprocalBest whether the two are each other's best ({@link ReciprocalBest})
   * @param links the score against those by permuted links, if the mapping was repeated
   */
  public record Row(
      Node a,
      Node b,
      double score,
      double nullMean,
      double nullSd,
      double null95,
      double nullMax,
      double p,
      double q,
      double first,
      double gain,
      boolean reciprocalBest,
      Optional<LinkNull.Pair> links) {

    private Row with(LinkNull.Pair byLinks) {
      return new Row(
          a,
          b,
          score,
          nullMean,
          nullSd,
          null95,
          nullMax,
          p,
          q,
          first,
          gain,
          reciprocalBest,
          Optional.of(byLinks));
    }
  }

  /**
   * @param graph the stitched graph to score
   * @param first the stitched graph of the first iteration
   * @param labels of all species, or of some: then only their cells and edges count
   * @param crossK K, the most edges of a cell to another species
   * @throws InputException if memory cannot hold the largest scores of so many permutations
   */
  public static ScoreStatistics of(
      SparseMatrix graph,
      SparseMatrix first,
      CellLabels labels,
      int crossK,
      Params params,
      Workers workers) {
    MappingScores scores = MappingScores.of(graph, labels, crossK, params.top());
    ReciprocalBest best = ReciprocalBest.of(scores, labels);
    ScorePairs pairs = ScorePairs.of(labels, crossK);
    double[] score = pairs.scores(scores);
    double[] atFirst = pairs.scores(MappingScores.of(first, labels, crossK, params.top()));
    PermutationNull shuffled =
        PermutationNull.of(NodeEdges.of(graph, labels), labels, pairs, score, params, workers);
    double[] q = BenjaminiHochberg.qValues(shuffled.pValues());
    List<Row> rows = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      int a = pairs.first()[i];
      int b = pairs.second()[i];
      rows.add(
          new Row(
              labels.nodes().get(a),
              labels.nodes().get(b),
              score[i],
              shuffled.mean(i),
              shuffled.sd(i),
              shuffled.percentile(i),
              shuffled.max(i),
              shuffled.p(i),
              q[i],
              atFirst[i],
              score[i] - atFirst[i],
              best.are(a, b),
              Optional.empty()));
    }
    rows.sort(Comparator.comparingDouble((Row row) -> row.score).reversed());
    return new ScoreStatistics(rows);
  }

  /**
   * The same with what permuted links give.
   *
   * @param links the null of the same scores
   */
  public ScoreStatistics with(LinkNull links) {
    Map<List<Node>, LinkNull.Pair> pairs = new HashMap<>();
    links.pairs().forEach(pair -> pairs.put(List.of(pair.a(), pair.b()), pair));
    return new ScoreStatistics(
        rows.stream()
            .map(row -> row.with(Objects.requireNonNull(pairs.get(List.of(row.a, row.b)))))
            .toList());
  }

  /** The smallest q; 1 if there are no pairs. */
  public double leastQ() {
    return rows.stream().mapToDouble(Row::q).min().orElse(1);
  }

  /** Writes a line for every pair. */
  public void write(Path file) {
    boolean links = rows.stream().anyMatch(row -> row.links.isPresent());
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("score");
          table.text("null_mean").text("null_sd").text("null_95").text("null_max");
          table.text("p").text("q").text("first_score").text("gain").text("reciprocal_best");
          if (links) {
            table.text("links_mean").text("links_sd").text("z_links").text("p_links");
            table.text("q_links");
          }
          table.endRow();
          for (Row row : rows) {
            table.text(row.a.name()).text(row.b.name()).number(row.score);
            table.number(row.nullMean).number(row.nullSd).number(row.null95).number(row.nullMax);
            table.probability(row.p).probability(row.q).number(row.first).number(row.gain);
            table.text(row.reciprocalBest ? "yes" : "no");
            row.links.ifPresent(
                by -> {
                  table.number(by.mean()).number(by.sd()).number(by.z());
                  table.probability(by.p()).probability(by.q());
                });
            table.endRow();
          }
        });
  }
}
