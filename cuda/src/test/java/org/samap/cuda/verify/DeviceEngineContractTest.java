package org.samap.cuda.verify;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineContract;
import org.samap.core.run.Workers;

/** The CUDA engine does what every engine does, on a GPU. */
class DeviceEngineContractTest extends EngineContract {
  private Optional<Engine> opened = Optional.empty();

  @Override
  protected Engine engine(Workers workers) {
    if (opened.isEmpty()) {
      opened = Optional.of(RealDevice.open(workers));
    }
    return opened.orElseThrow();
  }

  @AfterEach
  void close() {
    opened.ifPresent(Engine::close);
  }
}
