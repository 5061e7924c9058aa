package org.samap.core.engine.cpu;

import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineContract;
import org.samap.core.run.Workers;

class CpuEngineTest extends EngineContract {

  @Override
  protected Engine engine(Workers workers) {
    return CpuEngine.on(workers);
  }
}
