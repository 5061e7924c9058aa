package org.samap.cuda;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineContract;
import org.samap.core.run.Workers;

/** The CUDA engine does what every engine does. */
class CudaEngineContractTest extends EngineContract {
  @RegisterExtension final StandIn gpu = new StandIn();

  private Optional<CudaEngine> opened = Optional.empty();

  @Override
  protected Engine engine(Workers workers) {
    if (opened.isEmpty()) {
      opened = Optional.of(gpu.engine(workers));
    }
    return opened.orElseThrow();
  }

  @AfterEach
  void close() {
    opened.ifPresent(CudaEngine::close);
  }
}
