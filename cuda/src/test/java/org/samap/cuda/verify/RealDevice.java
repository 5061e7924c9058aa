package org.samap.cuda.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.samap.core.engine.Engine;
import org.samap.core.run.Workers;
import org.samap.cuda.CudaEngineProvider;

/** The GPU of this machine. */
final class RealDevice {
  /** Set where there must be one. */
  private static final String REQUIRED = "samap.verify";

  private RealDevice() {}

  /** An engine on it, which the test closes; skips the test where there is none. */
  static Engine open(Workers workers) {
    CudaEngineProvider cuda = new CudaEngineProvider();
    Optional<String> lacking = cuda.unusable();
    if (lacking.isPresent() && Boolean.getBoolean(REQUIRED)) {
      throw new AssertionError(lacking.get());
    }
    assumeTrue(lacking.isEmpty(), () -> "this needs a GPU: " + lacking.orElse(""));
    return cuda.open(workers);
  }
}
