package org.samap.cuda;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineContract;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;

/**
 * The CUDA engine keeps to the contract in every order of threads, with early and late copies, on
 * several devices and in little memory. Mistakes in kernels show here ({@code
 * PlantedMistakesTest}).
 */
@Tag("slow")
class CudaEngineOrdersTest {

  /** The contract, played in one way. */
  abstract static class Played extends EngineContract {
    @RegisterExtension final StandIn gpu = new StandIn();

    private final Order order;
    private final boolean lateCopies;
    private Optional<CudaEngine> opened = Optional.empty();

    Played(Order order, boolean lateCopies) {
      this.order = order;
      this.lateCopies = lateCopies;
    }

    @BeforeEach
    void play() {
      gpu.play(order, lateCopies, 3);
    }

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

  @Nested
  class RisingWithLateCopies extends Played {
    RisingWithLateCopies() {
      super(Order.RISING, true);
    }
  }

  @Nested
  class FallingWithEarlyCopies extends Played {
    FallingWithEarlyCopies() {
      super(Order.FALLING, false);
    }
  }

  @Nested
  class FallingWithLateCopies extends Played {
    FallingWithLateCopies() {
      super(Order.FALLING, true);
    }
  }

  @Nested
  class RandomWithEarlyCopies extends Played {
    RandomWithEarlyCopies() {
      super(Order.RANDOM, false);
    }
  }

  @Nested
  class RandomWithLateCopies extends Played {
    RandomWithLateCopies() {
      super(Order.RANDOM, true);
    }
  }

  @Nested
  class OnThreeDevicesWithLittleMemory extends Played {
    OnThreeDevicesWithLittleMemory() {
      super(Order.RANDOM, true);
    }

    @BeforeEach
    void shrink() {
      gpu.set(Setting.DEVICES, 3).set(Setting.MEMORY, 4 << 20);
    }
  }
}
