package org.samap.cuda.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.engine.Engine;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.golden.Golden;
import org.samap.core.mapping.GoldenCase;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.Samap;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The stored cases are mapped on a GPU as on the CPU, and twice to the same bytes. */
class DeviceGoldenTest {
  private static final double TOLERANCE = 1e-4;

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mapsAsTheCpu(Golden golden) {
    try (golden;
        Workers workers = Workers.of(Runtime.getRuntime().availableProcessors());
        Engine gpu = RealDevice.open(workers)) {
      List<SparseMatrix> once = graphs(golden, gpu);
      assertThat(graphs(golden, gpu)).isEqualTo(once);
      List<SparseMatrix> expected = graphs(golden, CpuEngine.on(workers));
      assertThat(once).hasSameSizeAs(expected).isNotEmpty();
      for (int i = 0; i < expected.size(); i++) {
        assertSame(once.get(i), expected.get(i));
      }
    }
  }

  private static void assertSame(SparseMatrix found, SparseMatrix expected) {
    assertThat(expected.entries()).isPositive();
    assertThat(found.offsets()).isEqualTo(expected.offsets());
    assertThat(found.indices()).isEqualTo(expected.indices());
    assertThat(found.values()).hasSameSizeAs(expected.values());
    for (int p = 0; p < expected.entries(); p++) {
      assertThat((double) found.value(p)).isCloseTo(expected.value(p), within(TOLERANCE));
    }
  }

  /** The graph of every iteration. */
  private static List<SparseMatrix> graphs(Golden golden, Engine engine) {
    GoldenCase inputs = GoldenCase.of(golden);
    List<SparseMatrix> graphs = new ArrayList<>();
    Samap.run(
        inputs.species(),
        inputs.links(),
        MappingParams.defaults(),
        (t, graph) -> graphs.add(graph),
        new Session(engine, Progress.silent()));
    return graphs;
  }
}
