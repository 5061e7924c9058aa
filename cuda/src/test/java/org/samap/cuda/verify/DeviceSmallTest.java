package org.samap.cuda.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.Engine;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Workers;

/** Every operation once on little data, for tools that slow a GPU down a hundred times. */
class DeviceSmallTest {
  private static final int CELLS = 300;

  @Test
  void everyOperationEnds() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Workers workers = Workers.of(2);
        Engine gpu = RealDevice.open(workers);
        ExpressionStore store = ExpressionStore.automatic(-1, Long.MAX_VALUE, temporary)) {
      MadeData data = new MadeData(workers, store);
      List<String> done =
          Workload.all().stream()
              .map(maker -> maker.make(data, gpu, CELLS))
              .peek(work -> work.run().run())
              .map(Workload::name)
              .toList();
      assertThat(done).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }
  }
}
