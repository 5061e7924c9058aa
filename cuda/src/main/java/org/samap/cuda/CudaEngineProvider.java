package org.samap.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineMemory;
import org.samap.core.engine.EngineProvider;
import org.samap.core.engine.EngineWork;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceInfo;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.Driver;
import org.samap.cuda.driver.DriverException;

/** Offers the CUDA engine where there is a driver with a device that has what the kernels need. */
public final class CudaEngineProvider implements EngineProvider {
  /**
   * The number of cells from which the engine should be faster than the CPU engine. This is an
   * estimate, not a measurement: it has never run on a device. Starting a context and loading the
   * kernels should take about a second, which the CPU engine needs for some ten thousand cells.
   */
  private static final long CROSSOVER = 20_000;

  /** Drivers from CUDA 11.0 on know the version of PTX that the kernels are in. */
  private static final int LEAST_CUDA = 11;

  private Optional<Driver> found = Optional.empty();

  /** The driver, which is started when it is first asked for, and once. */
  private synchronized Optional<Driver> driver() {
    if (found.isEmpty()) {
      found = Driver.find();
    }
    return found;
  }

  @Override
  public String kind() {
    return "cuda";
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public boolean isPresent() {
    return Driver.isInstalled();
  }

  @Override
  public long leastCells() {
    return CROSSOVER;
  }

  @Override
  public Optional<String> unusable() {
    try {
      return driver()
          .map(CudaEngineProvider::lacking)
          .orElseGet(() -> Optional.of("this machine has no NVIDIA driver"));
    } catch (DriverException | UnsupportedOperationException | InputException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What the driver or its devices have not. */
  private static Optional<String> lacking(Driver driver) {
    if (!driver.supports(LEAST_CUDA, 0)) {
      return Optional.of(
          "the driver supports CUDA %s; install one for CUDA %d.0 or newer"
              .formatted(driver.version(), LEAST_CUDA));
    }
    List<DeviceInfo> devices = devices(driver);
    if (devices.isEmpty()) {
      return Optional.of("the driver finds no device");
    }
    int[] chosen = Devices.chosen(driver);
    return chosen.length == 0
        ? devices.getFirst().lacking()
        : Arrays.stream(chosen)
            .mapToObj(devices::get)
            .flatMap(d -> d.lacking().stream())
            .findFirst();
  }

  private static List<DeviceInfo> devices(Driver driver) {
    return IntStream.range(0, driver.devices().count())
        .mapToObj(i -> Device.describe(driver, i))
        .toList();
  }

  @Override
  public List<String> findings() {
    List<String> lines = new ArrayList<>();
    try {
      driver()
          .ifPresent(
              driver -> {
                lines.add("driver for CUDA " + driver.version());
                devices(driver).forEach(device -> lines.add(device.details()));
              });
    } catch (DriverException | UnsupportedOperationException e) {
      // The reason why the engine is unusable says the same.
    }
    lines.add(unusable().map(why -> "not usable: " + why).orElseGet(this::loaded));
    return lines;
  }

  /** Whether the chosen devices can be opened and take all kernels. */
  private String loaded() {
    try (Devices devices = Devices.open(driver().orElseThrow())) {
      return devices.use(
          () -> {
            devices.all().forEach(Device::loadKernels);
            return "usable: all kernels load";
          });
    } catch (InputException e) {
      return "not usable: " + e.getMessage();
    }
  }

  @Override
  public Optional<EngineMemory> memory(EngineWork work) {
    if (unusable().isPresent()) {
      return Optional.empty();
    }
    Driver driver = driver().orElseThrow();
    DeviceInfo device = Device.describe(driver, Devices.chosen(driver)[0]);
    return Optional.of(new EngineMemory(device.toString(), device.memory(), MemoryNeeds.of(work)));
  }

  @Override
  public Engine open(Workers workers) {
    return CudaEngine.open(driver().orElseThrow(), workers);
  }
}
