package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** The confidence of planted types that both species have, and of those that one lacks. */
@Tag("slow")
class SimulatedConfidenceTest {
  private static final List<String> IDS = List.of("aa", "bb");

  /** Few, for the time that they take; the figures of the documents are of 20: -Dsamap.seeds=20. */
  private static final int SEEDS = Integer.getInteger("samap.seeds", 5);

  @TempDir private Path folder;

  /** One sibling and one private type in the first species. */
  @Test
  void typesOfOneSpeciesHaveLess() {
    assertThat(areaUnderCurve(seed -> SimulationParams.of(IDS, 600, seed), Map.of()))
        .isGreaterThanOrEqualTo(0.95);
  }

  /** Each species lacks a type that has relatives in both: its counterpart is left with these. */
  @Test
  void typesLeftAloneWithTheirRelativesHaveLess() {
    assertThat(
            areaUnderCurve(
                seed -> SimulationParams.of(IDS, 600, seed),
                Map.of("aa", Set.of("type4"), "bb", Set.of("type1"))))
        .isGreaterThanOrEqualTo(0.95);
  }

  /** Both species have two types that resemble nothing in the other. */
  @Test
  void unrelatedTypesOfBothSpeciesHaveLess() {
    assertThat(
            areaUnderCurve(
                seed ->
                    SimulationParams.of(IDS, 600, seed)
                        .withTypes(new SimulationParams.Types(8, 0, 2, 0.9)),
                Map.of("aa", Set.of("type6", "type7"))))
        .isGreaterThanOrEqualTo(0.95);
  }

  /** How often a shared type has more confidence with its best partner than a private type has. */
  private double areaUnderCurve(
      LongFunction<SimulationParams> simulated, Map<String, Set<String>> removed) {
    List<Double> shared = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    try (Workers workers = Workers.ofAllProcessors()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Path data = folder.resolve("seed" + seed);
        LeftAloneRun.map(Simulation.of(simulated.apply(seed)), removed, data, workers);
        MatchConfidence found = MatchConfidences.of(data.resolve("run"), workers);
        delete(data);
        CellLabels labels = found.labels();
        for (int node = 0; node < labels.nodes().size(); node++) {
          boolean counterpart =
              labels
                  .nodes()
                  .contains(
                      new Node(
                          IDS.get(1 - labels.speciesOf()[node]), labels.nodes().get(node).label()));
          (counterpart ? shared : alone).add(ofBestPartner(found, node));
        }
      }
    }
    assertThat(shared).hasSizeGreaterThanOrEqualTo(12 * SEEDS);
    assertThat(alone).hasSizeGreaterThanOrEqualTo(2 * SEEDS);
    return areaUnderCurve(shared, alone);
  }

  private static double areaUnderCurve(List<Double> high, List<Double> low) {
    double above = 0;
    for (double h : high) {
      for (double l : low) {
        above += h > l ? 1 : h == l ? 0.5 : 0;
      }
    }
    return above / high.size() / low.size();
  }

  /** The confidence of a node's match with the largest score; 0 if it has none. */
  private static double ofBestPartner(MatchConfidence found, int node) {
    return found.matches().stream()
        .filter(m -> m.nodeA() == node || m.nodeB() == node)
        .max(Comparator.comparingDouble(MatchConfidence.Match::score))
        .map(m -> m.confidence().orElse(0))
        .orElse(0.0);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
