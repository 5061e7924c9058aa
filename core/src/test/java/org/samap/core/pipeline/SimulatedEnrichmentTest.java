package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.annotation.Annotations;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simulate.PlantedPrograms;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/**
 * Terms of which a part of the genes belongs to the program of a shared type, among terms of random
 * genes. Counting pairs once finds as many of them as counting genes, at the same share of false
 * findings.
 */
@Tag("slow")
class SimulatedEnrichmentTest {
  private static final List<String> IDS = List.of("aa", "bb");

  private static final int SEEDS = 5;
  private static final int TERM_FAMILIES = 30;
  private static final int[] PLANTED = {8, 14, 20, 25, 30};
  private static final int RANDOM_TERMS = 400;

  private static final Enrichment.Params PUBLISHED =
      Enrichment.Params.defaults()
          .withCount(Enrichment.Count.GENES)
          .withBackground(Enrichment.Background.ANNOTATED);

  @TempDir private Path folder;

  /** A test of a planted or a random term in a shared type. */
  private record Tested(boolean planted, double logP, double q) {}

  @Test
  void pairsFindPlantedProgramsAsGenesDo() {
    List<Tested> pairs = new ArrayList<>();
    List<Tested> genes = new ArrayList<>();
    try (Workers workers = Workers.ofAllProcessors()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Simulation simulation = Simulation.of(SimulationParams.of(IDS, 600, seed));
        Path run = folder.resolve("seed" + seed);
        LeftAloneRun.map(simulation, Map.of(), run, workers);
        add(simulation, run.resolve("run"), workers, pairs, genes);
      }
    }
    int planted = (int) pairs.stream().filter(Tested::planted).count();
    assertThat(planted).isEqualTo(SEEDS * 16 * PLANTED.length);
    assertThat(found(genes, 0.05)).isBetween(0.2 * planted, 0.95 * planted);
    assertThat(found(pairs, 0.05)).isGreaterThanOrEqualTo(0.9 * found(genes, 0.05));
    assertThat(falseShare(pairs)).isLessThanOrEqualTo(0.05);
  }

  /** The number of planted terms before the share of random ones exceeds a limit for good. */
  private static double found(List<Tested> tests, double share) {
    int right = 0;
    int wrong = 0;
    double best = 0;
    for (Tested t : tests.stream().sorted(Comparator.comparingDouble(Tested::logP)).toList()) {
      right += t.planted ? 1 : 0;
      wrong += t.planted ? 0 : 1;
      best = wrong <= share * (right + wrong) ? right : best;
    }
    return best;
  }

  /** The share of random terms among those with q below 0.05. */
  private static double falseShare(List<Tested> tests) {
    List<Tested> found = tests.stream().filter(t -> t.q < 0.05).toList();
    assertThat(found).isNotEmpty();
    return (double) found.stream().filter(t -> !t.planted).count() / found.size();
  }

  private static void add(
      Simulation simulation, Path run, Workers workers, List<Tested> pairs, List<Tested> genes) {
    try (FinishedRun finished = FinishedRun.open(run);
        ExpressionStore store = ExpressionStore.heap()) {
      CellLabels labels = finished.labels(Map.of(), Progress.silent());
      MatchEvidence evidence = MatchConfidences.evidence(finished, labels, store, workers);
      MappedGenes data = evidence.genes();
      GenePairs linked = pairs(evidence, workers);
      Annotations terms = terms(simulation, data.genes());
      ExpressedGenes expressed = ExpressedGenes.of(data, workers);
      for (boolean once : new boolean[] {true, false}) {
        Enrichment found =
            Enrichment.of(
                linked,
                terms,
                data.homology(),
                expressed,
                once ? Enrichment.Params.defaults() : PUBLISHED);
        (once ? pairs : genes).addAll(tests(found, simulation.params().types().shared()));
      }
    }
  }

  private static GenePairs pairs(MatchEvidence evidence, Workers workers) {
    MappedGenes data = evidence.genes();
    List<Markers> markers =
        IntStream.range(0, IDS.size())
            .mapToObj(s -> Markers.of(data.expression().get(s), data.labels(), s, workers))
            .toList();
    return GenePairs.of(data, markers, evidence.matches(), GenePairs.Params.defaults(), workers);
  }

  /** Every shared type with its own terms and the random ones. */
  private static List<Tested> tests(Enrichment found, int shared) {
    List<Tested> tests = new ArrayList<>();
    for (String id : IDS) {
      for (int type = 0; type < shared; type++) {
        int node = found.labels().nodes().indexOf(new Node(id, "type" + type));
        for (String term : found.annotations().terms()) {
          boolean own = term.startsWith("type" + type + " ");
          if (own || term.startsWith("random")) {
            tests.add(
                found.terms().stream()
                    .filter(e -> e.node() == node)
                    .filter(e -> found.annotations().terms().get(e.term()).equals(term))
                    .findFirst()
                    .map(e -> new Tested(own, e.logP(), e.q()))
                    .orElse(new Tested(own, 0, 1)));
          }
        }
      }
    }
    return tests;
  }

  private static Annotations terms(Simulation simulation, GeneAxis genes) {
    PlantedPrograms programs = new PlantedPrograms(simulation);
    RandomStream random = RandomStream.of(simulation.params().seed(), "terms", 0);
    List<String> names = new ArrayList<>();
    List<Set<String>> sets = new ArrayList<>();
    for (int t = 0; t < RANDOM_TERMS; t++) {
      names.add("random %03d".formatted(t));
      sets.add(programs.genes(0, 0, TERM_FAMILIES, random));
    }
    for (int type = 0; type < simulation.params().types().shared(); type++) {
      for (int planted : PLANTED) {
        names.add("type%d %02d".formatted(type, planted));
        sets.add(programs.genes(type, planted, TERM_FAMILIES - planted, random));
      }
    }
    int[][] termsOf =
        IntStream.range(0, genes.size())
            .mapToObj(
                g ->
                    IntStream.range(0, sets.size())
                        .filter(t -> sets.get(t).contains(genes.name(g)))
                        .toArray())
            .toArray(int[][]::new);
    return new Annotations(genes, names, names.stream().map(n -> "").toList(), termsOf);
  }
}
