package org.samap.cuda.svd;

import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Kernel;
import org.samap.cuda.driver.GridShape;

/** A kernel of {@code svd.cu} that is about to be started; all have blocks of 256 threads. */
record Launch(DeviceStream stream, Kernel kernel, GridShape shape) {
  static final int THREADS = 256;

  static Launch of(DeviceStream stream, String name, int blocks) {
    return of(stream, name, blocks, 1);
  }

  static Launch of(DeviceStream stream, String name, int blocksX, int blocksY) {
    return new Launch(
        stream,
        stream.device().kernel("svd", name),
        new GridShape(Math.max(1, blocksX), Math.max(1, blocksY), THREADS));
  }

  void with(Object... arguments) {
    kernel.launch(stream, shape, arguments);
  }
}
