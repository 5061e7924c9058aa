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
  @CsvSource({"aa bb cc dd ee, 250", "aa bb cc dd ee ff gg hh, 600"})
  void areThoseOfThePairs(String ids, int cells) {
    try (Workers workers = Workers.ofAllProcessors()) {
      Set<Set<String>> pairs = triangles(ids, cells, true, workers);
      Set<Set<String>> all = triangles(ids, cells, false, workers);
      assertThat(pairs).hasSizeGreaterThanOrEqualTo(80);
      assertThat((double) all.size()).isCloseTo(pairs.size(), within(0.05 * pairs.size()));
      Set<Set<String>> both = new HashSet<>(all);
      both.retainAll(pairs);
      // With eight species, a few types have no edge at all to a distant one.
      assertThat((double) both.size()).isGreaterThanOrEqualTo(0.93 * pairs.size());
    }
  }

  private Set<Set<String>> triangles(String ids, int cells, boolean pairwise, Workers workers) {
    MappingParams mapping = MappingParams.defaults();
    SimulatedRun run =
        SimulatedRun.of(
            SimulationParams.of(Arrays.asList(ids.split(" ")), cells, 1),
            RunParams.defaults()
                .withMapping(
                    mapping.withEdges(
                        new MappingParams.Edges(pairwise, mapping.edges().rescale()))),
            folder.resolve(ids.length() + (pairwise ? "pairs" : "all")),
            workers);
    List<String> names = run.scores().names();
    return CellTypeTriangles.of(run.scores(), run.labels(), CellTypeTriangles.Params.defaults())
        .found()
        .stream()
        .map(t -> Set.of(names.get(t.a()), names.get(t.b()), names.get(t.c())))
        .collect(Collectors.toSet());
  }
}
