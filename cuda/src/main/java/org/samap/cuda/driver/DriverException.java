package org.samap.cuda.driver;

/** A function of the driver that returned an error. */
public final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int OUT_OF_MEMORY = 2;

  private final int code;
  private final boolean outOfMemory;

  DriverException(String function, int code, String name) {
    super("%s of the CUDA driver failed: %s (%d)".formatted(function, name, code));
    this.code = code;
    this.outOfMemory = code == OUT_OF_MEMORY && function.equals(MemoryCalls.ALLOCATE);
  }

  private DriverException(String message, DriverException cause) {
    super(message, cause);
    this.code = cause.code;
    this.outOfMemory = cause.outOfMemory;
  }

  /** The driver's number of the error. */
  public int code() {
    return code;
  }

  /**
   * Whether the device had too little memory for a piece that was asked for, so that less may be
   * tried. Not if another function says so: what it had begun could be done twice.
   */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }

  /** The same error, with what was being done. */
  public DriverException during(String what) {
    return new DriverException(getMessage() + ", " + what, this);
  }
}
