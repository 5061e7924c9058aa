package org.samap.core.anndata;

/** The type of the elements of an array, as in a file. */
public enum DType {
  BOOL(1),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  FLOAT16(2),
  FLOAT32(4),
  FLOAT64(8),
  /** Text; in a file, a reference to it. */
  STRING(16);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes that {@link AnnDataWriter} uses for an element. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** Whether elements are whole numbers or bools. */
  public boolean isInteger() {
    return this != STRING && !isFloating();
  }
}
