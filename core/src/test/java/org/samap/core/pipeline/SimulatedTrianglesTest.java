package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.analysis.evolution.CellTypeTriangles;
import org.samap.core.mapping.MappingParams;
import org.samap.core.run.Workers;
import org.samap.core.simulate.SimulationParams;

/** The triangles of many species that are mapped all at once, and pair by pair. */
@Tag("slow")
class SimulatedTrianglesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"aa bb cc dd ee, 250", "aa bb cc dd ee ff gg hh, 250"})
  void areThoseOfThePairs(String ids, int cells) {
    try (Workers workers = Workers.ofAllProcessors()) {
      SimulatedRun pairs = run(ids, cells, true, workers);
      SimulatedRun all = run(ids, cells, false, workers);
      Set<Set<String>> ofPairs = triangles(pairs);
      Set<Set<String>> ofAll = triangles(all);
      assertThat(ofPairs).hasSizeGreaterThanOrEqualTo(80);
      assertThat((double) ofAll.size()).isCloseTo(ofPairs.size(), within(0.05 * ofPairs.size()));
      Set<Set<String>> both = new HashSet<>(ofAll);
      both.retainAll(ofPairs);
      assertThat((double) both.size()).isGreaterThanOrEqualTo(0.95 * ofPairs.size());
      // The best score of every type, shared or not, is about the same.
      double[][] a = pairs.scores().scores();
      double[][] b = all.scores().scores();
      for (int n = 0; n < a.length; n++) {
        assertThat(Arrays.stream(b[n]).max().orElse(0))
            .as(pairs.scores().names().get(n))
            .isCloseTo(Arrays.stream(a[n]).max().orElse(0), within(0.15));
      }
    }
  }

  private SimulatedRun run(String ids, int cells, boolean pairwise, Workers workers) {
    MappingParams mapping = MappingParams.defaults();
    return SimulatedRun.of(
        SimulationParams.of(Arrays.asList(ids.split(" ")), cells, 1),
        RunParams.defaults()
            .withMapping(
                mapping.withEdges(new MappingParams.Edges(pairwise, mapping.edges().rescale()))),
        folder.resolve(ids.length() + (pairwise ? "pairs" : "all")),
        workers);
  }

  private static Set<Set<String>> triangles(SimulatedRun run) {
    List<String> names = run.scores().names();
    return CellTypeTriangles.of(run.scores(), run.labels(), CellTypeTriangles.Params.defaults())
        .found()
        .stream()
        .map(t -> Set.of(names.get(t.a()), names.get(t.b()), names.get(t.c())))
        .collect(Collectors.toSet());
  }
}
