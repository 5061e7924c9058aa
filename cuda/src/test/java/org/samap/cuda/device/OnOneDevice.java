package org.samap.cuda.device;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.cuda.StandIn;

/** Tests with one device, a stream and an arena, which are new for each of them. */
abstract class OnOneDevice {
  @RegisterExtension final StandIn gpu = new StandIn();

  Devices devices;
  Device device;
  DeviceStream stream;
  DeviceArena arena;

  @BeforeEach
  void open() {
    devices = Devices.open(gpu.driver());
    device = devices.first();
    stream = device.stream();
    arena = device.arena();
  }

  @AfterEach
  void close() {
    arena.close();
    stream.close();
    devices.close();
  }
}
