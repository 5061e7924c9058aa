package org.samap.cuda.driver;

/** A function of the driver that returned an error. */
public final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int OUT_OF_MEMORY = 2;

  private final int code;

  DriverException(String function, int code, String name) {
    super("%s of the CUDA driver failed: %s (%d)".formatted(function, name, code));
    this.code = code;
  }

  private DriverException(String message, DriverException cause) {
    super(message, cause);
    this.code = cause.code;
  }

  /** The driver's number of the error. */
  public int code() {
    return code;
  }

  /** Whether the device has too little memory for what was asked. */
  public boolean isOutOfMemory() {
    return code == OUT_OF_MEMORY;
  }

  /** The same error, with what was being done. */
  public DriverException during(String what) {
    return new DriverException(getMessage() + ", " + what, this);
  }
}
