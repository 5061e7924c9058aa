package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.sam.JointWeights;

/** A mapping that weighs the genes anew on the graph of its first iteration. */
class JointMappingTest {
  private static final MappingParams PARAMS = MappingParams.defaults();

  private record Mapped(MappingResult result, List<SparseMatrix> graphs) {}

  private static Mapped map(
      List<MappedSpecies> species, GeneLinks links, MappingParams params, Workers workers) {
    List<SparseMatrix> graphs = new ArrayList<>();
    MappingResult result =
        Samap.run(
            species,
            links,
            params,
            (t, graph) -> graphs.add(graph),
            new Session(CpuEngine.on(workers), Progress.silent()));
    return new Mapped(result, graphs);
  }

  @Test
  void usesThemFromTheSecondIterationOn() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      GoldenCase c = GoldenCase.of(golden);
      List<double[]> before = c.species().stream().map(s -> s.weights().clone()).toList();
      Mapped joint =
          map(
              c.species(),
              c.links(),
              PARAMS.withRounds(new MappingParams.Rounds(3, true)),
              workers);
      Mapped plain = map(c.species(), c.links(), PARAMS, workers);
      assertThat(joint.graphs.getFirst()).isEqualTo(plain.graphs.getFirst());
      assertThat(joint.graphs.getLast()).isNotEqualTo(plain.graphs.getLast());

      List<double[]> weights =
          JointWeights.of(
              joint.graphs.getFirst(),
              c.species().stream().map(MappedSpecies::expression).toList(),
              CpuEngine.on(workers));
      assertThat(joint.result.weights()).usingRecursiveComparison().isEqualTo(weights);
      List<MappedSpecies> reweighted =
          IntStream.range(0, weights.size())
              .mapToObj(s -> c.species().get(s).withWeights(weights.get(s)))
              .toList();
      // The links after the first iteration are refined with the weights it was made with.
      SparseMatrix links = plain.result.iterations().get(1).links();
      assertThat(joint.result.iterations().get(1).links()).isEqualTo(links);
      Mapped second =
          map(
              reweighted,
              c.links().withWeights(links),
              PARAMS.withRounds(new MappingParams.Rounds(1, false)),
              workers);
      assertThat(joint.graphs.get(1)).isEqualTo(second.graphs.getFirst());
      // Those after the second are the original ones, refined with the new weights.
      JoinedCells cells = CpuEngine.on(workers).join(c.speciesCells(PARAMS), 0.1);
      SparseMatrix refined =
          new Refinement(reweighted, cells, c.links(), PARAMS.agreement())
              .refine(joint.graphs.get(1), Progress.Silent.INSTANCE);
      assertThat(joint.result.iterations().get(2).links()).isEqualTo(refined);
      Mapped third =
          map(
              reweighted,
              c.links().withWeights(refined),
              PARAMS.withRounds(new MappingParams.Rounds(1, false)),
              workers);
      assertThat(joint.graphs.get(2)).isEqualTo(third.graphs.getFirst());
      assertThat(joint.result.projections()).isEqualTo(third.result.projections());
      for (int s = 0; s < before.size(); s++) {
        assertThat(c.species().get(s).weights()).isEqualTo(before.get(s));
      }
    }
  }

  @Test
  void areNotMadeIfNoIterationUsesThem() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(1)) {
      GoldenCase c = GoldenCase.of(golden);
      MappingParams once = PARAMS.withRounds(new MappingParams.Rounds(1, false));
      Mapped joint =
          map(c.species(), c.links(), once.withRounds(new MappingParams.Rounds(1, true)), workers);
      assertThat(joint.graphs).isEqualTo(map(c.species(), c.links(), once, workers).graphs);
      assertThat(joint.result.weights().getFirst()).isEqualTo(c.species().getFirst().weights());
    }
  }
}
