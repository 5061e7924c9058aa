package org.samap.cuda.expression;

import java.util.IdentityHashMap;
import org.samap.core.expression.Expression;
import org.samap.core.run.Workers;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/**
 * The expression that devices keep from one operation to the next, up to half of a device's memory.
 * An engine has one of these. A device is used by one thread at a time.
 */
public final class DeviceExpressions implements AutoCloseable {
  private final IdentityHashMap<Device, DeviceCells> cells = new IdentityHashMap<>();
  private final Workers workers;

  private DeviceExpressions(Workers workers) {
    this.workers = workers;
  }

  /**
   * @param workers pack expression that is not stored packed
   */
  public static DeviceExpressions on(Devices devices, Workers workers) {
    DeviceExpressions all = new DeviceExpressions(workers);
    for (Device device : devices.all()) {
      DeviceCells kept = new DeviceCells();
      all.cells.put(device, kept);
      device.onShortage(kept::free);
    }
    return all;
  }

  /** A matrix for one operation on the device of a stream. */
  public DeviceExpression of(Expression x, DeviceStream stream) {
    DeviceCells kept = cells.get(stream.device());
    if (kept == null) {
      throw new IllegalArgumentException("a device of other expression");
    }
    return new DeviceExpression(x, stream, kept.of(x), workers);
  }

  /** Frees all that is kept. */
  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    cells.values().forEach(kept -> cleanup.run(kept::free));
    cleanup.end();
  }
}
