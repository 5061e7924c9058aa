package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Session;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.SelectedCells;
import org.samap.core.io.Tsv;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.RepeatedMapping;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * How much mapping scores and best partners depend on which cells and links there are. The mapping
 * is run again with parts of both, drawn without replacement, and scored with the same labels.
 *
 * <p>Cells are drawn type by type, so that small types do not vanish and the composition stays.
 * Links are drawn as pairs of genes: a pair is what a table of homology claims, and what can be
 * missing there or wrong. SAM is not run again. Gene weights and loadings are those of all cells,
 * and the graph of a species is the part of its graph that joins drawn cells: a cell has about as
 * large a share of its neighbours as cells are drawn, and neighbourhoods shrink with the clusters.
 * So the mapping varies as with fewer cells of the same species, analysed in the same way; what SAM
 * itself would find in fewer cells does not show.
 *
 * <p>The interval is that of the scores of parts, not a confidence interval: parts of 80 % have 80
 * % of their cells and links in common on average, and vary less than new samples would.
 *
 * <p>Time: resamples x a mapping without SAM. Memory: that of one mapping, and the expression of
 * the drawn cells. The result is the same for any number of threads.
 *
 * @param resamples how often the mapping was run
 * @param rows every two nodes of different species, by descending score, ties by name
 */
public record Stability(int resamples, List<Row> rows) {
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  /**
   * The parameters.
   *
   * @param resamples how often the mapping is run, at least 2 (20)
   * @param cells the share of the cells of each type that is drawn, above 0 and at most 1 (0.8)
   * @param links the share of the links that is drawn, above 0 and at most 1 (0.8)
   * @param seed the seed of the drawing (0)
   * @param top as {@link MappingScores#of} (0)
   */
  public record Params(int resamples, double cells, double links, long seed, int top) {

    public Params {
      if (resamples < 2) {
        throw InputException.about(
            "resamples",
            "resamples is %d; give a number of at least 2, such as 20".formatted(resamples));
      }
      checkShare("cells", cells);
      checkShare("links", links);
      if (cells == 1 && links == 1) {
        throw InputException.about(
            "cells", "cells and links are both 1, so nothing would vary; give one below 1");
      }
    }

    private static void checkShare(String name, double share) {
      if (!(share > 0 && share <= 1)) {
        throw InputException.about(
            name, "%s is %s; give a share above 0 and at most 1".formatted(name, share));
      }
    }

    public static Params defaults() {
      return new Params(20, 0.8, 0.8, 0, 0);
    }

    public Params withResamples(int n) {
      return new Params(n, cells, links, seed, top);
    }
  }

  /**
   * One pair.
   *
   * @param a the node that comes first by name
   * @param b a node of another species
   * @param score the score of the run
   * @param mean the mean score of the resamples
   * @param sd the sample standard deviation of these scores
   * @param low their 5th percentile
   * @param high their 95th percentile
   * @param ofA b as the best partner of a in the species of b
   * @param ofB a as the best partner of b in the species of a
   */
  public record Row(
      Node a,
      Node b,
      double score,
      double mean,
      double sd,
      double low,
      double high,
      Best ofA,
      Best ofB) {}

  /**
   * Whether a node is the best partner of another.
   *
   * @param inRun whether it is in the run
   * @param share the share of resamples in which it is
   */
  public record Best(boolean inRun, double share) {}

  /**
   * @param input the mapping whose scores are judged
   * @param observed its scores, by these labels
   * @param store where the expression of the drawn cells is stored
   * @param session whose engine maps
   */
  public static Stability of(
      MappingInput input,
      MappingScores observed,
      CellLabels labels,
      Params params,
      ExpressionStore store,
      Workers workers,
      Session session) {
    List<MappingScores> resampled =
        session
            .progress()
            .run(
                "map parts of the data",
                params.resamples(),
                phase ->
                    IntStream.range(0, params.resamples())
                        .mapToObj(
                            r -> {
                              Resample drawn = Resample.draw(input.links(), labels, params, r);
                              SparseMatrix edges =
                                  edges(input, drawn, store, workers, session.engine(), phase);
                              int crossK = input.params().crossK();
                              return MappingScores.of(edges, drawn.labels(), crossK, params.top());
                            })
                        .toList());
    return of(observed, resampled, labels, input.params().crossK());
  }

  /** The edges between species of a mapping of the drawn parts. */
  private static SparseMatrix edges(
      MappingInput input,
      Resample drawn,
      ExpressionStore store,
      Workers workers,
      Engine engine,
      Progress.Phase phase) {
    List<MappedSpecies> species = new ArrayList<>();
    List<Expression> copies = new ArrayList<>();
    for (int s = 0; s < input.species().size(); s++) {
      MappedSpecies all = input.species().get(s);
      int[] cells = drawn.cells().get(s);
      if (cells.length == all.cells()) {
        species.add(all);
      } else {
        Expression copy = SelectedCells.of(all.expression(), cells, store, workers);
        copies.add(copy);
        species.add(all.select(cells, copy));
      }
    }
    SparseMatrix edges =
        RepeatedMapping.once(
            new MappingInput(species, input.links().withWeights(drawn.links()), input.params()),
            engine,
            phase);
    copies.forEach(store::release);
    return edges;
  }

  private static Stability of(
      MappingScores observed, List<MappingScores> resampled, CellLabels labels, int crossK) {
    ScorePairs pairs = ScorePairs.of(labels, crossK);
    double[] score = pairs.scores(observed);
    ReciprocalBest best = ReciprocalBest.of(observed, labels);
    List<ReciprocalBest> bests =
        resampled.stream().map(scores -> ReciprocalBest.of(scores, labels)).toList();
    List<double[]> scores = resampled.stream().map(pairs::scores).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < score.length; i++) {
      int pair = i;
      int a = pairs.first()[i];
      int b = pairs.second()[i];
      double[] values = scores.stream().mapToDouble(s -> s[pair]).sorted().toArray();
      double mean = Arrays.stream(values).sum() / values.length;
      double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      rows.add(
          new Row(
              labels.nodes().get(a),
              labels.nodes().get(b),
              score[i],
              mean,
              Math.sqrt(squares / (values.length - 1)),
              percentile(values, LOW),
              percentile(values, HIGH),
              best(best, bests, a, b),
              best(best, bests, b, a)));
    }
    rows.sort(Comparator.comparingDouble((Row row) -> row.score).reversed());
    return new Stability(resampled.size(), rows);
  }

  private static Best best(ReciprocalBest ofRun, List<ReciprocalBest> resampled, int a, int b) {
    long times = resampled.stream().filter(best -> best.is(a, b)).count();
    return new Best(ofRun.is(a, b), (double) times / resampled.size());
  }

  /** Interpolated linearly between the two values next to it. */
  private static double percentile(double[] ascending, double share) {
    double rank = share * (ascending.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
  }

  /** Writes a line for every pair. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("score").text("mean").text("sd");
          table.text("low").text("high").text("best_of_a").text("best_of_a_share");
          table.text("best_of_b").text("best_of_b_share").endRow();
          for (Row row : rows) {
            table.text(row.a.name()).text(row.b.name()).number(row.score);
            table.number(row.mean).number(row.sd).number(row.low).number(row.high);
            table.text(row.ofA.inRun ? "yes" : "no").number(row.ofA.share);
            table.text(row.ofB.inRun ? "yes" : "no").number(row.ofB.share).endRow();
          }
        });
  }
}
