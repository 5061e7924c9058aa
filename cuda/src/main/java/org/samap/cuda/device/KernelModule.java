package org.samap.cuda.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.cuda.driver.DriverException;

/** The kernels of one source file, loaded on a device. */
final class KernelModule {
  private final Device device;
  private final Map<String, List<KernelParameter>> signatures;
  private final Map<String, Kernel> kernels = new HashMap<>();
  private final long handle;

  KernelModule(Device device, String name) {
    this.device = device;
    String ptx = KernelFiles.ptx(name);
    this.signatures = KernelParameter.ofKernels(ptx);
    try {
      this.handle = device.driver().modules().load(ptx);
    } catch (DriverException e) {
      throw e.during("loading the kernels '%s' on %s".formatted(name, device.info()));
    }
  }

  Kernel kernel(String name) {
    return kernels.computeIfAbsent(name, this::load);
  }

  private Kernel load(String name) {
    List<KernelParameter> parameters = signatures.get(name);
    if (parameters == null) {
      throw new IllegalArgumentException("there is no kernel " + name);
    }
    return new Kernel(device, name, device.driver().modules().function(handle, name), parameters);
  }

  void unload() {
    device.driver().modules().unload(handle);
  }
}
