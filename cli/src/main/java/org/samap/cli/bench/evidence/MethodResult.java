package org.samap.cli.bench.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SparseMatrix;

/**
 * What a method says of a case.
 *
 * @param method its name
 * @param labels the types of the cells
 * @param edges between cells of different species, from each cell to its nearest
 * @param crossK the most edges of a cell
 * @param judgements of pairs of types, as far as the method judges any
 */
record MethodResult(
    String method,
    CellLabels labels,
    SparseMatrix edges,
    int crossK,
    Map<TypePair, Judgement> judgements) {

  /** Two nodes, the one with the lower number first. */
  record TypePair(int a, int b) {
    static TypePair of(int node, int other) {
      return new TypePair(Math.min(node, other), Math.max(node, other));
    }
  }

  /**
   * What a method says of a pair of types besides its score.
   *
   * @param verdict in one word; empty if there is none
   * @param confidence empty if there is none
   * @param labelQ q against shuffled labels
   * @param linkQ q against permuted links, if the mapping was repeated
   * @param change the score minus that of the first iteration
   */
  record Judgement(
      Optional<String> verdict,
      OptionalDouble confidence,
      OptionalDouble labelQ,
      OptionalDouble linkQ,
      OptionalDouble change) {
    /** Nothing. */
    static final Judgement NONE =
        new Judgement(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
  }

  MethodResult {
    judgements = new HashMap<>(judgements);
  }

  Judgement judgement(int node, int other) {
    return judgements.getOrDefault(TypePair.of(node, other), Judgement.NONE);
  }
}
