package org.samap.core.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.samap.core.harmony.Batches;
import org.samap.core.mapping.MappedSpecies;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.sam.Preprocessed;

/**
 * The parts of a SAM result that the mapping uses.
 *
 * @param clusters of the cells
 * @param recall the share of true neighbours in the graph, if this run made it
 */
record SpeciesAnalysis(
    double[] weights,
    SparseMatrix connectivities,
    FloatMatrix loadings,
    List<String> clusters,
    Batches batches,
    OptionalDouble recall) {

  MappedSpecies mapped(String id, Preprocessed data) {
    return new MappedSpecies(
        id,
        data.expression(),
        data.moments().variances(),
        weights,
        loadings,
        connectivities,
        codes(clusters),
        batches);
  }

  /** A number for each label, counting from 0 in the order in which they come. */
  static int[] codes(List<String> labels) {
    Map<String, Integer> code = new HashMap<>();
    return IntStream.range(0, labels.size())
        .map(i -> code.computeIfAbsent(labels.get(i), l -> code.size()))
        .toArray();
  }
}
