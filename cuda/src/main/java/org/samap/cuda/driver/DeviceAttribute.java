package org.samap.cuda.driver;

/** What the driver can say of a device, with its numbers. */
public enum DeviceAttribute {
  MULTIPROCESSORS(16),
  L2_BYTES(38),
  COMPUTE_MAJOR(75),
  COMPUTE_MINOR(76),
  /** The most shared memory of a block that asks for more than the usual 48 KB. */
  SHARED_BYTES_OF_BLOCK(97);

  private final int number;

  DeviceAttribute(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
