package org.samap.cuda.expression;

import java.util.function.BiFunction;
import java.util.function.ObjIntConsumer;
import org.samap.core.run.Progress;
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

  /**
   * Runs an operation on the devices, as one step of a phase; operations of other threads wait for
   * it.
   */
  public <T> T run(Progress.Phase phase, BiFunction<Hardware, Progress.Phase, T> operation) {
    return phase.part(1, step -> devices.use(() -> operation.apply(this, step)));
  }

  /** Runs work on all devices at the same time, each with its number. */
  public void onEachDevice(ObjIntConsumer<Device> work) {
    devices.deal(
        devices.count(),
        (device, number) -> {
          work.accept(device, number);
          return number;
        });
  }
}
