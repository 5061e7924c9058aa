package org.samap.cuda;

import java.util.Optional;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineProvider;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.Driver;
import org.samap.cuda.driver.DriverException;

/** Offers the CUDA engine where there is a driver with a device that has what the kernels need. */
public final class CudaEngineProvider implements EngineProvider {
  @Override
  public String kind() {
    return "cuda";
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public Optional<String> unusable() {
    try {
      Optional<Driver> driver = Driver.find();
      if (driver.isEmpty()) {
        return Optional.of("this machine has no NVIDIA driver");
      }
      return Devices.chosen(driver.get()).length == 0
          ? Optional.of("no device has compute capability 8.0 or more")
          : Optional.empty();
    } catch (DriverException | UnsupportedOperationException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Engine open(Workers workers) {
    return CudaEngine.open(Driver.find().orElseThrow(), workers);
  }
}
