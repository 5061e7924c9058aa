package org.samap.cuda.expression;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.Devices;

/**
 * What an operation runs on.
 *
 * @param expressions what the devices keep of expression
 * @param workers the threads of this machine
 */
public record Hardware(Devices devices, DeviceExpressions expressions, Workers workers) {

  public int deviceCount() {
    return devices.count();
  }

  /** Runs work on all devices at the same time, each with its number. */
  public void onEachDevice(ObjIntConsumer<Device> work) {
    List<Device> all = devices.all();
    if (all.size() == 1) {
      work.accept(all.getFirst(), 0);
      return;
    }
    try (Workers threads = Workers.of(all.size())) {
      threads.forEach(all.size(), d -> work.accept(all.get(d), d));
    }
  }
}
