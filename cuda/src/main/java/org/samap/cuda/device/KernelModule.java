package org.samap.cuda.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    String ptx = ptx(name);
    this.signatures = KernelParameter.ofKernels(ptx);
    try {
      this.handle = device.driver().modules().load(ptx);
    } catch (DriverException e) {
      throw e.during("loading the kernels '%s' on %s".formatted(name, device.info()));
    }
  }

  private static String ptx(String name) {
    String resource = "/org/samap/cuda/kernels/" + name + ".ptx";
    try (InputStream in = KernelModule.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there are no kernels '" + name + "'");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
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
