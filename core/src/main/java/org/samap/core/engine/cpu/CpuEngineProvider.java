package org.samap.core.engine.cpu;

import java.util.Optional;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineProvider;
import org.samap.core.run.Workers;

/** Offers the CPU engine, which works on every machine. */
public final class CpuEngineProvider implements EngineProvider {

  @Override
  public String kind() {
    return "cpu";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> unusable() {
    return Optional.empty();
  }

  @Override
  public Engine open(Workers workers) {
    return CpuEngine.on(workers);
  }
}
