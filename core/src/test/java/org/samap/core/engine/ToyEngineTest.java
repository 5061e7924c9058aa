package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.ToyEngine.Operation;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.MappingResult;
import org.samap.core.mapping.Samap;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** A second engine can do all that the first does, and nothing goes around it. */
class ToyEngineTest extends EngineContract {

  @Override
  protected Engine engine(Workers workers) {
    return new ToyEngine(workers);
  }

  @Test
  void mapsTheSameBytesAsTheCpu() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      ToyEngine toy = new ToyEngine(workers);
      Mapped withToy = map(golden, toy);
      Mapped withCpu = map(golden, CpuEngine.on(workers));
      assertThat(withToy.graphs).hasSize(3).isEqualTo(withCpu.graphs);
      assertThat(withToy.result.refinedLinks()).isEqualTo(withCpu.result.refinedLinks());
      assertThat(withToy.result.projections()).isEqualTo(withCpu.result.projections());
      int species = golden.species().size();
      int rounds = 3;
      assertThat(toy.asked())
          .containsEntry(Operation.TRANSLATED_MOMENTS, rounds * species)
          .containsEntry(Operation.PROJECT, (1 + rounds) * species)
          .containsEntry(Operation.NEAREST, rounds * species * (species - 1))
          .containsEntry(Operation.MUTUAL_EDGES, rounds)
          .containsEntry(Operation.STITCH, rounds)
          .containsEntry(Operation.AGREEMENT, rounds - 1);
    }
  }

  private record Mapped(MappingResult result, List<SparseMatrix> graphs) {}

  private static Mapped map(Golden golden, Engine engine) {
    GoldenCase c = GoldenCase.of(golden);
    List<SparseMatrix> graphs = new ArrayList<>();
    MappingResult result =
        Samap.run(
            c.species(),
            c.links(),
            MappingParams.defaults(),
            (t, graph) -> graphs.add(graph),
            new Session(engine, Progress.silent()));
    return new Mapped(result, graphs);
  }
}
