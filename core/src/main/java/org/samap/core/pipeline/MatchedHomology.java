package org.samap.core.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.run.Progress;

/** The homology graph between the genes of the data. */
final class MatchedHomology {
  private MatchedHomology() {}

  /**
   * Gives the genes of a graph the names of the data, and leaves out those that no data has.
   *
   * @param known the graph of all genes that the tables name
   * @param genes the genes of each species, in the order of the inputs
   * @param progress is told how many genes match, and what would match more
   * @throws org.samap.core.run.InputException if no edge is left
   */
  static HomologyGraph of(
      HomologyGraph known,
      List<SpeciesInput> inputs,
      List<List<String>> genes,
      HomologyParams params,
      Progress progress) {
    GeneAxis data = GeneAxis.of(inputs.stream().map(SpeciesInput::id).toList(), genes);
    TranscriptNames names =
        new PoorNames(known.genes(), data, progress)
            .complete(given(inputs), named(inputs), params.nameFix());
    return known.forData(data, names, params.filterThreshold(), progress);
  }

  private static TranscriptNames given(List<SpeciesInput> inputs) {
    TranscriptNames transcripts = TranscriptNames.none();
    for (SpeciesInput input : inputs) {
      if (input.names().isPresent()) {
        transcripts = transcripts.withFile(input.id(), input.names().get());
      }
    }
    return transcripts;
  }

  private static Set<String> named(List<SpeciesInput> inputs) {
    Set<String> given = new HashSet<>();
    inputs.stream().filter(i -> i.names().isPresent()).forEach(i -> given.add(i.id()));
    return given;
  }
}
