package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.KolmogorovSmirnov;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.run.Workers;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.Preprocessor;
import org.samap.core.sam.Transform;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.SimulatedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** Markers over cells and over donors, where the truth is known. */
class SimulatedDonorsTest {
  private static final int SEEDS = Integer.getInteger("samap.seeds", 1);

  /** Types without any marker: all that differs is how a donor expresses a gene in a type. */
  private static SimulationParams withoutMarkers(SimulationParams p) {
    return p.withDifficulty(new SimulationParams.Difficulty(0.5, 0, 0, 0, 0, 0, 0, 0))
        .withTypes(new SimulationParams.Types(4, 0, 0, 0.9));
  }

  private static SimulationParams donors(int donors, int cells, double effect, long seed) {
    SimulationParams p = SimulationParams.of(List.of("aa", "bb"), cells, seed);
    return p.withSampling(p.sampling().withDonors(new SimulationParams.Donors(donors, effect)));
  }

  /** The markers of the first species. */
  private record Found(
      SimulatedSpecies species, CellLabels types, Markers cells, DonorMarkers donors) {

    static Found of(SimulationParams params) {
      SimulatedSpecies s = Simulation.of(params).species().getFirst();
      CellLabels types =
          CellLabels.of(
              List.of("aa"), List.of(s.cellTypes().stream().map(CellType::name).toList()));
      CellLabels donors = CellLabels.of(List.of("aa"), List.of(s.donors()));
      try (Workers workers = Workers.of(2)) {
        Expression x =
            Preprocessor.run(s.counts(workers), PreprocessParams.defaults(), CpuEngine.on(workers))
                .expression();
        return new Found(
            s,
            types,
            Markers.of(x, types, 0, workers),
            DonorMarkers.of(
                List.of(x),
                types,
                donors,
                _ -> Transform.LOG::inverse,
                DonorMarkers.Params.defaults(),
                workers));
      }
    }

    int genes() {
      return species.geneNames().size();
    }
  }

  private static double share(List<Double> p, double below) {
    return p.stream().filter(v -> v < below).count() / (double) p.size();
  }

  @ParameterizedTest
  @CsvSource({"3, 600, 0.5", "6, 600, 0"})
  void pOverDonorsIsUniformWherePOverCellsIsNot(int donors, int cells, double effect) {
    compare(donors, cells, effect);
  }

  /** The figures of the documents are of 5 seeds. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"6, 600, 0.5", "6, 600, 0.3", "12, 1500, 0.5"})
  void pOverMoreDonorsIsUniformToo(int donors, int cells, double effect) {
    compare(donors, cells, effect);
  }

  private static void compare(int donors, int cells, double effect) {
    List<Double> overDonors = new ArrayList<>();
    List<Double> overCells = new ArrayList<>();
    int discoveries = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Found found = Found.of(withoutMarkers(donors(donors, cells, effect, seed)));
      for (int g = 0; g < found.genes(); g++) {
        Optional<DonorMarkers.Result> test = found.donors().of(0, g);
        if (test.isPresent()) {
          overDonors.add(Math.exp(test.get().logP()));
          overCells.add(Math.exp(found.cells().logP(0, g)));
          discoveries += test.get().q() < 0.05 ? 1 : 0;
        }
      }
    }
    assertThat(overDonors).hasSizeGreaterThan(1500 * SEEDS);
    assertThat(share(overDonors, 0.05)).isBetween(0.03, 0.07);
    assertThat(share(overDonors, 0.01)).isBetween(0.003, 0.02);
    assertThat(KolmogorovSmirnov.p(overDonors.stream().mapToDouble(p -> p).toArray()))
        .isGreaterThan(0.001);
    assertThat(discoveries).isLessThanOrEqualTo(2 * SEEDS);
    // Over cells p is 1 for genes that are lower, so that half as many as of all are small.
    double small = 2 * share(overCells, 0.001);
    if (effect == 0) {
      assertThat(small).isLessThan(0.005);
    } else {
      assertThat(small).isGreaterThan(effect == 0.3 ? 0.003 : 0.015);
    }
  }

  @Test
  void findsThePlantedMarkersOverDonors() {
    Found found = Found.of(donors(6, 1500, 0.3, 1));
    int best = 0;
    int confirmed = 0;
    for (int node = 0; node < found.types().nodes().size(); node++) {
      if (found.donors().donors(node) >= 5) {
        for (int g = 0; g < found.genes(); g++) {
          if (found.cells().logP(node, g) < Math.log(1e-12)) {
            best++;
            Optional<DonorMarkers.Result> test = found.donors().of(node, g);
            confirmed += test.map(t -> t.q() < 0.05 && t.log2Fold() > 0).orElse(false) ? 1 : 0;
          }
        }
      }
    }
    assertThat(best).isGreaterThan(300);
    assertThat((double) confirmed).isGreaterThan(0.9 * best);
  }
}
